import type { Worker } from 'node:cluster';
import type { Client } from '../http/client';
import type { AnyRegistry } from '../http/registry';
import { ask, askAgain, type Asked, sayHeard } from './ask-worker';
import { aggregate, collectClientMetrics, updated } from './client-metrics';
import { EndedWorkers } from './ended-workers';
import { LedgerReporter } from './ledger-reporter';
import { MergedLedger, newNumbering, type Numbering } from './merged-ledger';
import {
  CLIENT,
  type ClientMetric,
  type ClientReport,
  isMessage,
  LEDGER,
  type LedgerReport,
} from './messages';

/** A worker that lives and reports. */
interface Reporting {
  metrics: readonly ClientMetric[];
  /** A request that was not answered yet. */
  asked: Asked | undefined;
}

interface Received {
  readonly worker: Worker;
  readonly message: LedgerReport | ClientReport;
}

/** Workers that ended last, whose last report may still come after a scrape has asked for it. */
const YOUNGEST = 10;

/** Longest time to read reports without letting other work run, in milliseconds. */
const SLICE_MS = 5;

export interface CollectorOptions {
  readonly registry: AnyRegistry;
  /** The registry's. */
  readonly client: Client;
  readonly timeoutMs: number;
  /** Told of each worker whose last report stood in for an answer that did not come in time. */
  readonly onLate: () => void;
}

/** Asks workers for what they counted, and adds it up. What a worker counted stays when it is gone. */
export class Collector {
  readonly #options: CollectorOptions;
  readonly #ledger = new MergedLedger();
  readonly #workers = new Map<Worker, Reporting>();
  /** Their last reports may be read later than the news of their end. */
  readonly #gone = new WeakSet<Worker>();
  /** Also of workers that are gone. */
  readonly #numberings = new WeakMap<Worker, Numbering>();
  /** Asked to report anew, and not heard since: asked twice, a worker would count twice. */
  readonly #askedAgain = new WeakSet<Worker>();
  readonly #own: { readonly reporter: LedgerReporter; readonly numbering: Numbering };
  #ownMetrics: readonly ClientMetric[] = [];
  readonly #ended: EndedWorkers;
  #asking: Promise<void> | undefined;
  readonly #inbox: Received[] = [];

  constructor(options: CollectorOptions) {
    this.#options = options;
    this.#ended = new EndedWorkers(options.client);
    this.#own = { reporter: new LedgerReporter(options.registry), numbering: newNumbering() };
  }

  /** How many workers report. */
  get workers(): number {
    return this.#workers.size;
  }

  /** Takes a message up, to be read when there is time: many may arrive at once. */
  receive(worker: Worker, message: unknown): void {
    if (!isMessage<LedgerReport>(message, LEDGER) && !isMessage<ClientReport>(message, CLIENT)) return;
    this.#inbox.push({ worker, message });
    if (this.#inbox.length === 1) setImmediate(() => this.#read());
  }

  /** A worker ended. */
  gone(worker: Worker): void {
    if (this.#gone.has(worker)) return;
    this.#gone.add(worker);
    const reporting = this.#workers.get(worker);
    this.#workers.delete(worker);
    reporting?.asked?.settle();
    this.#ended.add(worker, reporting?.metrics ?? []);
  }

  /** The metrics of all processes, this one's included. Requests that come together are answered together. */
  async collect(): Promise<readonly object[]> {
    this.#asking ??= this.#askAll().finally(() => (this.#asking = undefined));
    await this.#asking;
    const { registry, client } = this.#options;
    for (const part of this.#own.reporter.parts()) this.#ledger.add(part, this.#own.numbering);
    this.#ownMetrics = updated(this.#ownMetrics, await collectClientMetrics(registry));
    const workers = [...this.#workers.values()].map(({ metrics }) => metrics);
    return [
      ...this.#ledger.families,
      ...aggregate(client, [this.#ownMetrics, ...workers, ...this.#ended.lists()]),
    ];
  }

  #read(): void {
    const startedAt = performance.now();
    let read = 0;
    try {
      while (read < this.#inbox.length && performance.now() - startedAt < SLICE_MS) {
        const { worker, message } = this.#inbox[read++] as Received;
        if (message.type === LEDGER) this.#add(worker, message);
        else this.#settle(worker, message.metrics);
      }
    } finally {
      this.#inbox.splice(0, read);
      if (this.#inbox.length > 0) setImmediate(() => this.#read());
    }
  }

  #add(worker: Worker, { sequence, part }: LedgerReport): void {
    if (sequence === 0) {
      if (!this.#gone.has(worker)) this.#workers.set(worker, { metrics: [], asked: undefined });
      this.#numberings.set(worker, newNumbering());
      this.#askedAgain.delete(worker);
      sayHeard(worker);
    }
    const numbering = this.#numberings.get(worker);
    if (numbering !== undefined) this.#ledger.add(part, numbering);
    else if (!this.#askedAgain.has(worker)) {
      this.#askedAgain.add(worker);
      askAgain(worker);
    }
  }

  #settle(worker: Worker, metrics: readonly ClientMetric[]): void {
    this.#ended.update(worker, metrics);
    const reporting = this.#workers.get(worker);
    if (reporting === undefined) return;
    reporting.metrics = updated(reporting.metrics, metrics);
    reporting.asked?.settle();
    reporting.asked = undefined;
  }

  async #askAll(): Promise<void> {
    const asked = [...this.#workers].map(([worker, reporting]) => (reporting.asked ??= ask(worker)));
    let open = asked.length;
    const answers = Promise.all(asked.map(({ answer }) => answer.then(() => open--)));
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise((resolve) => (timer = setTimeout(resolve, this.#options.timeoutMs)));
    await Promise.race([answers, timeout]);
    clearTimeout(timer);
    for (let late = 0; late < open; late++) this.#options.onLate();
    // Who did not answer is asked anew by the next scrape: what held it up may be over.
    for (const reporting of this.#workers.values()) reporting.asked = undefined;
    await this.#ended.addUp(YOUNGEST);
  }
}
