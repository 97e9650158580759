#!/usr/bin/env node
'use strict';

const { existsSync } = require('node:fs');
const { join } = require('node:path');

// A reader that has seen enough (`slo explain | head -1`) is no fault.
process.stdout.on('error', (error) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

const main = join(__dirname, '../dist/cli/main.js');
if (existsSync(main)) {
  require(main)
    .main(process.argv.slice(2))
    .then((status) => {
      process.exitCode = status;
    });
} else {
  console.error('slo: it is not compiled yet; run "npm ci" or "npm run build" first');
  process.exitCode = 2;
}
