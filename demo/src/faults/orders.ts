import type { SupervisedFault } from './catalogue';

/** What the process that started the stack is to do. */
export interface Order {
  readonly id: number;
  readonly fault: SupervisedFault;
  readonly step: 'begin' | 'end';
}

/** What that process tells whenever it asks for its next order. */
export interface OrderReport {
  /** The order it has carried out, or why it could not. */
  readonly done?: { readonly id: number; readonly problem?: string | undefined } | undefined;
  /** The faults that it holds. */
  readonly held: readonly SupervisedFault[];
}

/** Orders for a process that comes to fetch them: it listens nowhere, and no container can reach the engine. */
export interface Orders {
  /** Whether somebody fetches orders. */
  isTaken(): boolean;
  /** Resolves when the order is carried out. Rejects when it could not be. */
  give(fault: SupervisedFault, step: Order['step']): Promise<void>;
  /** One turn of the process: its report, and its next order, when there is one within `patienceMs`. */
  turn(report: OrderReport, patienceMs: number): Promise<Order | undefined>;
}

interface Pending {
  readonly order: Order;
  settle(problem?: string): void;
}

/** An order takes as long as a program needs to start; a process that is not back by then is gone. */
const PATIENCE_MS = 120_000;
/** Between two turns nobody waits; that long, the process still counts as there. */
const BETWEEN_TURNS_MS = 5_000;

/** @param isOn whether a fault is on: what is held without being so is let go */
export function createOrders(isOn: (fault: SupervisedFault) => boolean): Orders {
  const waiting: Pending[] = [];
  const given = new Map<number, Pending>();
  let wake: (() => void) | undefined;
  let lastId = 0;
  let lastTurnAt = -Infinity;

  const give = (fault: SupervisedFault, step: Order['step']): Promise<void> =>
    new Promise((resolve, reject) => {
      const order = { id: (lastId += 1), fault, step };
      const settle = (problem?: string): void => {
        clearTimeout(timer);
        given.delete(order.id);
        if (waiting.includes(pending)) waiting.splice(waiting.indexOf(pending), 1);
        if (problem === undefined) resolve();
        else reject(new Error(problem));
      };
      const pending = { order, settle };
      const timer = setTimeout(() => settle(`no answer within ${PATIENCE_MS / 1000} s`), PATIENCE_MS).unref();
      waiting.push(pending);
      wake?.();
    });
  const next = (): Order | undefined => {
    const pending = waiting.shift();
    if (pending === undefined) return undefined;
    given.set(pending.order.id, pending);
    return pending.order;
  };
  const somethingToDo = (patienceMs: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, patienceMs).unref();
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  return {
    isTaken: () => wake !== undefined || given.size > 0 || Date.now() - lastTurnAt < BETWEEN_TURNS_MS,
    give,
    async turn({ done, held }, patienceMs) {
      const reported = done && given.get(done.id);
      reported?.settle(done?.problem);
      // This process has begun anew and knows of no fault, or one ended while the other was away.
      const inHand = [...waiting, ...(reported ? [reported] : [])].map(({ order }) => order.fault);
      const forgotten = held.filter((fault) => !isOn(fault) && !inHand.includes(fault));
      for (const fault of forgotten) give(fault, 'end').catch(() => undefined);
      if (waiting.length === 0) await somethingToDo(patienceMs);
      wake = undefined;
      lastTurnAt = Date.now();
      return next();
    },
  };
}
