import { z } from 'zod';
import { numberFrom, read } from '../config';

/** The environment of the history's generator. docs/running.md describes each variable. */
const historySchema = z.object({
  HISTORY: z.enum(['on', 'calm', 'off'], 'must be "on", "calm" or "off"').default('on'),
  HISTORY_RATE: numberFrom(0, 1000, 32),
  HISTORY_SEED: numberFrom(0, 2 ** 31, 1),
  HISTORY_FILE: z.string(),
  TARGETS_DIR: z.string(),
  PROMETHEUS_DATA: z.string(),
  REVISION: z.string().default('unknown'),
});

export type HistoryConfig = z.output<typeof historySchema>;

/** @throws DemoError `CONFIG_INVALID` that names each variable, its value and what is allowed */
export const readHistoryConfig = (env: NodeJS.ProcessEnv): HistoryConfig => read(historySchema, env);
