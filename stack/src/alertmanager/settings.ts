import { posix } from 'node:path';
import { parse } from 'yaml';
import { StackError, messageOf } from '../errors';
import type { ReceiverFragment } from './fragment';

interface Secrets {
  readonly secrets: Readonly<Record<string, string>>;
  readonly secretsFolder: string;
}

/**
 * What a fragment's secret adds to each of its integrations: the path of the secret file, or the settings in it.
 * Throws RECEIVER_SECRET_EMPTY or RECEIVER_SECRET_INVALID; the messages never show the secret.
 */
export function settingsOf(
  { name, secret }: ReceiverFragment,
  { secrets, secretsFolder }: Secrets,
): Record<string, unknown> {
  const { file } = secret;
  const content = secrets[file] ?? '';
  if (content.trim() === '') throw new StackError('RECEIVER_SECRET_EMPTY', { receiver: name, file });
  if ('field' in secret) return { [secret.field]: posix.join(secretsFolder, file) };

  const needed = secret.settings.join(', ');
  const invalid = (reason: string, options?: ErrorOptions) =>
    new StackError('RECEIVER_SECRET_INVALID', { receiver: name, file, reason, needed }, options);

  let settings: unknown;
  try {
    settings = parse(content, { prettyErrors: false });
  } catch (thrown) {
    throw invalid(`is not valid YAML (${messageOf(thrown)})`, { cause: thrown });
  }
  if (typeof settings !== 'object' || settings === null || Array.isArray(settings))
    throw invalid('holds no settings');
  const missing = secret.settings.filter((key) => !Object.hasOwn(settings, key));
  if (missing.length > 0) throw invalid(`lacks ${missing.join(', ')}`);
  return settings as Record<string, unknown>;
}
