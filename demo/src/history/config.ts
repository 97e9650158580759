import { z } from 'zod';
import { numberFrom, read } from '../config';

/** What a person chooses of the history. docs/running.md describes each variable. */
const choiceSchema = z.object({
  HISTORY: z.enum(['on', 'calm', 'off'], 'must be "on", "calm" or "off"').default('on'),
  HISTORY_RATE: numberFrom(0, 1000, 32),
});

/** The environment of the history's generator: the choice, and where things are. */
const historySchema = choiceSchema.extend({
  HISTORY_FILE: z.string(),
  TARGETS_DIR: z.string(),
  /** Prometheus's data folder. When it is there, it is too late for a history. */
  PROMETHEUS_DATA: z.string(),
  REVISION: z.string().default('unknown'),
});

export type HistoryChoice = z.output<typeof choiceSchema>;
export type HistoryConfig = z.output<typeof historySchema>;

/** @throws DemoError `CONFIG_INVALID` that names each variable, its value and what is allowed */
export const readHistoryChoice = (env: NodeJS.ProcessEnv): HistoryChoice => read(choiceSchema, env);

/** @throws DemoError `CONFIG_INVALID` that names each variable, its value and what is allowed */
export const readHistoryConfig = (env: NodeJS.ProcessEnv): HistoryConfig => read(historySchema, env);
