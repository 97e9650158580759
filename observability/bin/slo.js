#!/usr/bin/env node
'use strict';

const { existsSync } = require('node:fs');
const { join } = require('node:path');

const main = join(__dirname, '../dist/cli/main.js');
if (existsSync(main)) {
  require(main)
    .main(process.argv.slice(2))
    .then((code) => {
      process.exitCode = code;
    });
} else {
  console.error('slo: it is not compiled yet; run "npm ci" or "npm run build" first');
  process.exitCode = 2;
}
