import type { Worker } from 'node:cluster';
import type { AnyRegistry } from '../http/registry';
import { addedUp, aggregate, collectClientMetrics, leftBehind, updated } from './client-metrics';
import { LedgerReporter } from './ledger-reporter';
import { MergedLedger, newNumbering, type Numbering } from './merged-ledger';
import {
  CLIENT,
  type ClientMetric,
  type ClientReport,
  isMessage,
  LEDGER,
  type LedgerReport,
  REQUEST,
  type ReportRequest,
} from './messages';

/** A worker that lives and reports. */
interface Reporting {
  metrics: readonly ClientMetric[];
  /** A request that was not answered yet. */
  asked: { readonly answer: Promise<void>; readonly settle: () => void } | undefined;
}

interface Received {
  readonly worker: Worker;
  readonly message: LedgerReport | ClientReport;
}

/** Longest time to read reports without letting other work run, in milliseconds. */
const SLICE_MS = 5;

export interface CollectorOptions {
  readonly registry: AnyRegistry;
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
  readonly #own: { readonly reporter: LedgerReporter; readonly numbering: Numbering };
  #ownMetrics: readonly ClientMetric[] = [];
  /** What workers that are gone left behind, and the sum of those before them. */
  readonly #left = new Map<Worker, readonly ClientMetric[]>();
  #leftBefore: readonly ClientMetric[] = [];
  #asking: Promise<void> | undefined;
  readonly #inbox: Received[] = [];

  constructor(options: CollectorOptions) {
    this.#options = options;
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
    this.#left.set(worker, leftBehind(reporting?.metrics ?? []));
  }

  /** The metrics of all processes, this one's included. Requests that come together are answered together. */
  async collect(): Promise<readonly object[]> {
    this.#asking ??= this.#askAll().finally(() => (this.#asking = undefined));
    await this.#asking;
    const { registry } = this.#options;
    for (const part of this.#own.reporter.parts()) this.#ledger.add(part, this.#own.numbering);
    this.#ownMetrics = updated(this.#ownMetrics, await collectClientMetrics(registry));
    const workers = [...this.#workers.values()].map(({ metrics }) => metrics);
    const left = [this.#leftBefore, ...this.#left.values()];
    return [...this.#ledger.families, ...aggregate(registry, [this.#ownMetrics, ...workers, ...left])];
  }

  #read(): void {
    const startedAt = performance.now();
    let read = 0;
    for (; read < this.#inbox.length && performance.now() - startedAt < SLICE_MS; read++) {
      const { worker, message } = this.#inbox[read] as Received;
      if (message.type === LEDGER) this.#add(worker, message);
      else this.#settle(worker, message.metrics);
    }
    this.#inbox.splice(0, read);
    if (this.#inbox.length > 0) setImmediate(() => this.#read());
  }

  #add(worker: Worker, { sequence, part }: LedgerReport): void {
    if (sequence === 0) {
      if (!this.#gone.has(worker)) this.#workers.set(worker, { metrics: [], asked: undefined });
      this.#numberings.set(worker, newNumbering());
    }
    const numbering = this.#numberings.get(worker);
    if (numbering === undefined) send(worker, { type: REQUEST, again: true });
    else this.#ledger.add(part, numbering);
  }

  #settle(worker: Worker, metrics: readonly ClientMetric[]): void {
    const left = this.#left.get(worker);
    if (left !== undefined) this.#left.set(worker, leftBehind(updated(left, metrics)));
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
    await this.#addUpLeft();
  }

  /** No report is read meanwhile: adding up waits for nothing from outside. */
  async #addUpLeft(): Promise<void> {
    const taken = new Map(this.#left);
    this.#leftBefore = await addedUp(this.#options.registry, [this.#leftBefore, ...taken.values()]);
    for (const worker of taken.keys()) this.#left.delete(worker);
  }
}

function ask(worker: Worker) {
  let settle: () => void = () => undefined;
  const answer = new Promise<void>((resolve) => (settle = resolve));
  send(worker, { type: REQUEST, again: false });
  return { answer, settle };
}

/** A worker that cannot be reached any more is soon {@link Collector.gone}. */
function send(worker: Worker, request: ReportRequest): void {
  if (worker.isConnected()) worker.send(request, () => undefined);
}
