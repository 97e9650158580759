import { posix } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import { StackError } from '../errors';
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
  const invalid = (reason: string) =>
    new StackError('RECEIVER_SECRET_INVALID', { receiver: name, file, reason, needed });

  const settings = read(content, (problem) =>
    invalid(`is not valid YAML (${problem}; a value with special characters must be in quotes)`),
  );
  if (typeof settings !== 'object' || settings === null || Array.isArray(settings))
    throw invalid('holds no settings');
  const missing = secret.settings.filter((key) => !Object.hasOwn(settings, key));
  if (missing.length > 0) throw invalid(`lacks ${missing.join(', ')}`);
  return settings as Record<string, unknown>;
}

/** The content as data. The parser's own messages quote the content, so only its code and the line are told. */
function read(content: string, failure: (problem: string) => StackError): unknown {
  const lines = new LineCounter();
  const document = parseDocument(content, { prettyErrors: false, logLevel: 'silent', lineCounter: lines });
  // A warning means that a value is read as something else than was written.
  const [problem] = [...document.errors, ...document.warnings];
  if (problem !== undefined) throw failure(`${problem.code}, line ${lines.linePos(problem.pos[0]).line}`);
  try {
    return document.toJS();
  } catch {
    throw failure('an alias, written with *, that stands for nothing');
  }
}
