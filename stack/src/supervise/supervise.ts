import type { Order, OrderReport, SupervisedFault } from '@express-slo-stack/demo';
import { messageOf } from '../errors';
import type { Stack } from '../stack';
import { sleep } from '../wait';
import { type Able, type Deed, deedsOf } from './deeds';

type Supervised = Able & Pick<Stack, 'secret'>;

export interface Supervision {
  /** Takes no more orders. What is held stays so: the stack is stopped next. */
  stop(): void;
}

const pauseMs = 1_000;

/**
 * Fetches orders from the console and carries them out: the console's switches for Prometheus, Alertmanager and the scrape
 * token. This process listens nowhere, and no container gets at the engine.
 */
export function superviseStack(stack: Supervised): Supervision {
  const stopping = new AbortController();
  const { signal } = stopping;
  const held = new Set<SupervisedFault>();
  const deeds = deedsOf(stack);

  const follow = async (): Promise<void> => {
    let done: OrderReport['done'];
    while (!signal.aborted) {
      try {
        const order = await nextOrder(stack, { done, held: [...held] }, signal);
        done = order === null ? undefined : await carryOut(order, deeds[order.fault], held);
      } catch {
        // The console is away, as it is while it restarts: it is asked again.
        if (!signal.aborted) await sleep(pauseMs);
      }
    }
  };
  if (stack.urls.console !== undefined) void follow();
  return { stop: () => stopping.abort() };
}

async function nextOrder(stack: Supervised, report: OrderReport, signal: AbortSignal): Promise<Order | null> {
  const answer = await fetch(`${stack.urls.console ?? ''}/api/orders`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await stack.secret('faults-token')}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify(report),
    signal,
  });
  if (!answer.ok) throw new Error(`The console answered ${answer.status}: ${await answer.text()}`);
  return ((await answer.json()) as { order: Order | null }).order;
}

async function carryOut(
  { id, fault, step }: Order,
  { begin, end }: Deed,
  held: Set<SupervisedFault>,
): Promise<NonNullable<OrderReport['done']>> {
  try {
    if (step === 'begin') {
      await begin();
      if (end !== undefined) held.add(fault);
    } else {
      await end?.();
      held.delete(fault);
    }
    return { id };
  } catch (thrown) {
    return { id, problem: messageOf(thrown) };
  }
}
