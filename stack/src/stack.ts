import type { HistoryChoice, HistoryReport } from '@express-slo-stack/demo';
import type { AppUnderTest } from './app/app-under-test';
import type { ComponentName } from './components';
import type { Usage } from './usage/usage';

/** Who keeps a copy of the scrape token: the one who checks it, and the one who sends it. */
export type ScrapeTokenHolder = 'api' | 'prometheus';

/** A running stack, however it was started. */
export interface Stack {
  readonly backend: 'containers' | 'processes';
  /** Addresses on 127.0.0.1, without a slash at the end. What was not started has none. */
  readonly urls: {
    readonly api?: string;
    readonly console?: string;
    readonly prometheus: string;
    readonly alertmanager: string;
    readonly grafana?: string;
  };
  /** What was left out, and why. */
  readonly missing: readonly { readonly component: ComponentName; readonly reason: string }[];
  /** The history that Prometheus began with, or why there is none; nothing where none can be (`app`). */
  readonly history?: HistoryReport;
  /** A secret of this stack, such as `scrape-token` or `admin-token`. Throws SECRET_UNKNOWN. */
  secret(name: string): Promise<string>;
  /** Writes another scrape token into the file of one of its two holders. Rotation takes both, the API first. */
  setScrapeToken(holder: ScrapeTokenHolder, token: string): Promise<void>;
  /** Ends a component with a signal, SIGKILL unless another is given. It stays down until `restart`. */
  kill(component: ComponentName, signal?: NodeJS.Signals): Promise<void>;
  /** Starts a component again, after stopping it if it runs, at the same address; waits until it is ready. */
  restart(component: ComponentName): Promise<void>;
  /** What a component wrote since it was last started. */
  logs(component: ComponentName): Promise<string>;
  /** What a component uses now: its processes' memory and open files, its data folder, its log. Throws COMMAND_FAILED. */
  usage(component: ComponentName): Promise<Usage>;
  /** Stops everything. Data is kept when a data folder was given, else removed. */
  stop(): Promise<void>;
}

/** How much traffic the demo sends. */
export interface TrafficChoice {
  /** Averaged over a day. */
  readonly requestsPerSecond: number;
  /** How long a day takes; over 86400, a real one, a game day sees even traffic. */
  readonly daySeconds: number;
}

export interface StackOptions {
  /** Which way to start. Default: the variable `STACK`, else containers where an engine answers, else processes. */
  readonly backend?: Stack['backend'];
  /** Where data, secrets and logs are kept across starts. Default: a folder of its own, removed by `stop`. */
  readonly dataFolder?: string;
  /** Ports on 127.0.0.1; 0, the default, is any free one. */
  readonly ports?: Partial<
    Readonly<Record<'api' | 'console' | 'prometheus' | 'alertmanager' | 'grafana', number>>
  >;
  /**
   * Your own app instead of the sample: Prometheus with its targets and rules, Alertmanager, and the
   * inbox (`urls.console`). No API, no traffic, no Grafana.
   */
  readonly app?: AppUnderTest;
  /** The demo's traffic: none, or how much of it. Default: as docs/faults.md describes it. */
  readonly traffic?: false | TrafficChoice;
  /** Further settings of the demo, by the names in docs/faults.md; `traffic` comes before them. */
  readonly demoSettings?: Readonly<Record<string, string>>;
  /**
   * The month that Prometheus begins with on its first start (docs/running.md), and the requests a second at its end.
   * Default: none.
   */
  readonly history?: HistoryChoice;
  /** Settings of the sample API, as docs/configuration.md lists them. */
  readonly apiSettings?: Readonly<Record<string, string>>;
  /** Told in a few words what is going on. */
  readonly onProgress?: (message: string) => void;
}
