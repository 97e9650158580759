#!/usr/bin/env node
require('../dist/token/main.js');
