import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { StackError, messageOf } from '../errors';
import { assembleAlertmanagerConfig } from './assemble';
import { parseFragment, type ReceiverFragment } from './fragment';

export interface AlertmanagerSource {
  /** The project's folder `alertmanager/`. */
  readonly source: string;
  /** Folders in which a receiver's secret file may lie; the first that has it wins. */
  readonly receiverSecrets: readonly string[];
  /** Where Alertmanager finds the files returned: an absolute path. */
  readonly folder: string;
  /** Where the inbox is, as Alertmanager sees it: `http://demo:8080`. */
  readonly inboxUrl: string;
}

export interface AlertmanagerFiles {
  /** Contents by path below {@link AlertmanagerSource.folder}. Some are secrets. */
  readonly files: Readonly<Record<string, string>>;
  /** The optional receivers that are switched on: `['slack']`. */
  readonly receivers: readonly string[];
}

/**
 * Everything Alertmanager reads: configuration, flags, templates, and the secret files of the receivers that have one.
 * Throws RECEIVER_SECRET_UNREADABLE and what {@link assembleAlertmanagerConfig} throws.
 */
export async function alertmanagerFiles(options: AlertmanagerSource): Promise<AlertmanagerFiles> {
  const { source, receiverSecrets, folder, inboxUrl } = options;
  const fragments = await readFragments(path.join(source, 'receivers'));
  const secrets = await readSecrets(fragments, receiverSecrets);
  const secretsFolder = path.join(folder, 'secrets');
  const base = await readFile(path.join(source, 'alertmanager.yml'), 'utf8');
  const present = fragments.filter(({ secret }) => secrets[secret.file] !== undefined);
  const byPath = present.flatMap(({ secret }) => ('field' in secret ? [secret.file] : []));

  return {
    receivers: present.map(({ name }) => name),
    files: {
      'alertmanager.yml': assembleAlertmanagerConfig({ base, fragments, secrets, secretsFolder, inboxUrl }),
      flags: await readFile(path.join(source, 'flags'), 'utf8'),
      ...(await readTemplates(source)),
      ...Object.fromEntries(byPath.map((file) => [`secrets/${file}`, secrets[file] ?? ''])),
    },
  };
}

async function readFragments(folder: string): Promise<readonly ReceiverFragment[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.yml')).sort();
  return Promise.all(
    files.map(async (file) =>
      parseFragment(path.basename(file, '.yml'), await readFile(path.join(folder, file), 'utf8')),
    ),
  );
}

async function readTemplates(source: string): Promise<Record<string, string>> {
  const names = (await readdir(path.join(source, 'templates')))
    .filter((file) => file.endsWith('.tmpl'))
    .sort();
  const files = names.map((name) => `templates/${name}`);
  const texts = await Promise.all(files.map((file) => readFile(path.join(source, file), 'utf8')));
  return Object.fromEntries(files.map((file, index) => [file, texts[index] ?? '']));
}

async function readSecrets(
  fragments: readonly ReceiverFragment[],
  folders: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  const found: Record<string, string> = {};
  for (const { name, secret } of fragments) {
    for (const folder of folders) {
      const content = await readSecret(name, path.join(folder, secret.file));
      if (content === undefined) continue;
      found[secret.file] = content;
      break;
    }
  }
  return found;
}

/** The content, or undefined where there is no such file. */
async function readSecret(receiver: string, file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    const reason = messageOf(thrown);
    throw new StackError('RECEIVER_SECRET_UNREADABLE', { receiver, file, reason }, { cause: thrown });
  }
}
