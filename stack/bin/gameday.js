#!/usr/bin/env node
require('../dist/gameday/main.js');
