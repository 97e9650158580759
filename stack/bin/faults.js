#!/usr/bin/env node
require('../dist/faults/main.js');
