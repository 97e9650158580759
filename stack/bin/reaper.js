#!/usr/bin/env node
// Cleans up after a program that was killed. It reads, one JSON line each, what that program owns:
//   {"owe": "key", "pid": 1}  {"owe": "key", "command": ["docker", …]}  {"owe": "key", "folder": "/tmp/…"}  {"paid": "key"}
// When its input ends, whoever wrote it is gone: it ends the processes, runs the commands, removes the folders.
const { spawnSync } = require('node:child_process');
const { rmSync } = require('node:fs');
const { createInterface } = require('node:readline');

const debts = new Map();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const { owe, paid, ...debt } = read(line);
    if (owe !== undefined) debts.set(owe, debt);
    else debts.delete(paid);
  })
  .on('close', () => void settle());

async function settle() {
  const owed = [...debts.values()];
  const pids = owed.flatMap(({ pid }) => (pid === undefined ? [] : [pid]));
  for (const pid of pids) send(pid, 'SIGTERM');
  for (let waited = 0; waited < 10_000 && pids.some((pid) => send(pid, 0)); waited += 100) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  for (const pid of pids) send(pid, 'SIGKILL');
  for (const { command } of owed) if (command) spawnSync(command[0], command.slice(1), { stdio: 'ignore' });
  for (const { folder } of owed) if (folder) rmSync(folder, { recursive: true, force: true });
  process.exit(0);
}

/** A line that was cut off when its writer was killed says nothing. */
function read(line) {
  try {
    return JSON.parse(line);
  } catch {
    return {};
  }
}

/** Whether there was such a process. */
function send(pid, signal) {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}
