import type { Counter } from 'prom-client';
import { REFUSAL_REASONS, type RefusalReason } from './refusal';
import { clientOf } from '../http/client';
import type { AnyRegistry } from '../http/registry';

const NAME = 'http_authentication_failures_total';

/**
 * Counts refusals by realm and reason, each at zero from the start. Never by token, address or client.
 * Everything that authenticates on one registry shares one counter.
 */
export function refusalCounter(registry: AnyRegistry, realm: string): (reason: RefusalReason) => void {
  const client = clientOf(registry);
  const counter =
    (registry.getSingleMetric(NAME) as Counter | undefined) ??
    new client.Counter({
      name: NAME,
      help: 'Requests that were not let in, by realm and reason.',
      labelNames: ['realm', 'reason'],
      registers: client.registers,
    });
  for (const reason of REFUSAL_REASONS) counter.inc({ realm, reason }, 0);
  return (reason) => counter.inc({ realm, reason });
}
