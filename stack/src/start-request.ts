import type { HistoryChoice } from '@express-slo-stack/demo';
import type { Ports } from './ports';

/** What a back end is asked to start, with every choice made. */
export interface StartRequest {
  readonly dataFolder: string;
  /** Whether data outlives the stack. */
  readonly keepData: boolean;
  readonly ports: Ports;
  /** The demo's settings, such as those for its traffic. */
  readonly demoSettings: Readonly<Record<string, string>>;
  readonly history: HistoryChoice;
  readonly apiSettings: Readonly<Record<string, string>>;
  readonly progress: (message: string) => void;
  /** To be called once everything is stopped. */
  readonly release: () => Promise<void>;
}
