#!/usr/bin/env node
'use strict';
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const program = join(__dirname, '..', 'dist', 'cli', 'main.js');
if (existsSync(program)) {
  require(program);
} else {
  console.error('token: the API is not compiled yet. Run "npm run build" first.');
  process.exitCode = 1;
}
