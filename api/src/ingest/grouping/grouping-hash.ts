import { createHash } from 'node:crypto';
import type { ExceptionValue } from '../event/exceptions';
import type { GroupingSource } from '../event/normalise-event';
import { asText } from '../event/read';
import { frameComponents } from './frame-component';
import { messageTemplate } from './message-template';

const defaultToken = /^\{\{\s*default\s*\}\}$/;
const maxFingerprint = 32;

/** A stack without a type belongs to a message: then the text tells apart what one function says. */
function exceptionComponents({ type, value, stacktrace }: ExceptionValue): string[] {
  const text = messageTemplate(value ?? '');
  const frames = frameComponents(stacktrace?.frames ?? []);
  if (frames.length === 0) return [type ?? '', text];
  return [type ?? text, ...frames];
}

/** What groups an event when its SDK says nothing: exceptions with their frames, else the policy, else the message. */
export function defaultComponents({ exceptions, csp, message, title }: GroupingSource): string[] {
  if (exceptions.length > 0) return ['exception', ...exceptions.flatMap(exceptionComponents)];
  if (csp !== undefined) return ['csp', csp.directive, csp.blocked];
  return ['message', messageTemplate(message?.template ?? message?.formatted ?? title)];
}

/** The SDK's fingerprint as texts; undefined when there is none. `{{ default }}` stands for the default components. */
function fingerprintOf(value: unknown): string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const parts = value.slice(0, maxFingerprint).flatMap((part: unknown) => asText(part, 1024) ?? []);
  return parts.length > 0 ? parts : undefined;
}

/** Everything that decides which issue an event belongs to, in order. */
export function groupingComponents(source: GroupingSource): string[] {
  const fingerprint = fingerprintOf(source.fingerprint) ?? ['{{ default }}'];
  const components = fingerprint.flatMap((part) =>
    defaultToken.test(part) ? defaultComponents(source) : [`fingerprint:${part}`],
  );
  return components;
}

/**
 * The digest under which an issue collects its events: SHA-256 over the components, hexadecimal. It is stored, so a
 * change to it splits every issue in two: a test pins it.
 */
export const groupingHash = (source: GroupingSource): string =>
  createHash('sha256')
    .update(JSON.stringify(groupingComponents(source)))
    .digest('hex');
