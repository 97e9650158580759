#!/usr/bin/env node
require('../dist/soak/main.js');
