// Writes the history that Prometheus begins with, before Prometheus starts. Its report is one line of JSON.
import { messageOf } from '../errors';
import { readHistoryConfig } from './config';
import { generateHistory } from './generate';
import type { HistoryReport } from './report';

const report = (): HistoryReport => {
  try {
    return generateHistory(readHistoryConfig(process.env));
  } catch (thrown) {
    // Ends with 0 all the same: a stack without a past is still a stack.
    return { problem: messageOf(thrown) };
  }
};

console.log(JSON.stringify(report()));
