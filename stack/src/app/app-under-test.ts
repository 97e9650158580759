/** Your own application, running on this machine, to be watched by a real Prometheus and Alertmanager. */
export interface AppUnderTest {
  /** Where it listens: `127.0.0.1:8123`. */
  readonly targets: readonly string[];
  /** Default `/metrics`. */
  readonly metricsPath?: string;
  /** Sent as `Authorization: Bearer …` with every scrape. */
  readonly token?: string;
  /** Default `app`. */
  readonly job?: string;
  /** Labels of every target. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Rule files: recording rules and alerts. */
  readonly rules?: readonly string[];
  /** Seconds between scrapes, and between evaluations of groups without an interval of their own. Default 1. */
  readonly intervalSeconds?: number;
  /**
   * An alertmanager.yml of your own, with `webhook_configs` whose path is `/api/alerts`: their host becomes the inbox.
   * Default: this project's, which waits 10 s before a page (`severity="page"`) and a minute before anything else.
   */
  readonly alertmanagerConfig?: string;
}
