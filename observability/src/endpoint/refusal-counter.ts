import type { AnyRegistry } from '../http/registry';
import { REFUSAL_REASONS, type RefusalReason } from './refusal';
import { sharedCounter } from './shared-counter';

const FAMILY = {
  name: 'http_authentication_failures_total',
  help: 'Requests that were not let in, by realm and reason.',
  labelNames: ['realm', 'reason'],
} as const;

/** Counts refusals by realm and reason, each at zero from the start. Never by token, address or client. */
export function refusalCounter(
  registry: AnyRegistry,
  realm: string,
  place: string,
): (reason: RefusalReason) => void {
  const counter = sharedCounter(registry, FAMILY, place);
  for (const reason of REFUSAL_REASONS) counter.inc({ realm, reason }, 0);
  return (reason) => counter.inc({ realm, reason });
}
