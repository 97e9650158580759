#!/usr/bin/env node
require('../dist/start/main.js');
