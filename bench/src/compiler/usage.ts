import { writeSync } from 'node:fs';
import type { Usage } from './measure';

/** Loaded before a program by `--require`: writes what it used to its descriptor 3 when it ends. */
process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const usage: Usage = { cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, memoryMegabytes: maxRSS / 1024 };
  writeSync(3, JSON.stringify(usage));
});
