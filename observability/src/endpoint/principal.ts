import { ObservabilityError } from '../errors';

/** Whom a token stands for. */
export interface Principal {
  readonly scopes: readonly string[];
}

/**
 * What a look-up gave; nobody may also be `null` or `false`, as JavaScript has it. Anything else without scopes is
 * OBS_PRINCIPAL_INVALID, which tells no more than its type: it may be a secret.
 */
export function checkedPrincipal<P extends Principal>(
  principal: P | undefined,
  place: string,
): P | undefined {
  const given: unknown = principal ?? false;
  if (given === false) return undefined;
  if (Array.isArray((given as Partial<Principal>).scopes)) return principal;
  throw new ObservabilityError('OBS_PRINCIPAL_INVALID', place, typeof given);
}
