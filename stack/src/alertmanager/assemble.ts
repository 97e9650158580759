import { stringify, parse } from 'yaml';
import { z } from 'zod';
import { StackError } from '../errors';
import type { ReceiverFragment } from './fragment';
import { settingsOf } from './settings';

export interface AssembleInput {
  /** The text of `alertmanager/alertmanager.yml`: everything to the inbox. */
  readonly base: string;
  /** The optional receivers that are known. */
  readonly fragments: readonly ReceiverFragment[];
  /** What is in the secret files that exist, by file name. A fragment whose file is not among them stays out. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Where Alertmanager finds the secret files: an absolute path. */
  readonly secretsFolder: string;
  /** Where the inbox is: `http://127.0.0.1:8080`. Takes the place of host and port in the base's webhooks. */
  readonly inboxUrl: string;
}

type Settings = Record<string, unknown>;

const webhook = z.looseObject({ url: z.url() });
const schema = z.looseObject({
  receivers: z.array(z.looseObject({ name: z.string(), webhook_configs: z.array(webhook).optional() })),
});

/**
 * Alertmanager's configuration as YAML: the base, with the inbox's address, and every receiver whose secret is there.
 * Alertmanager counts a page as failed when one of its receivers lacks its secret file, hence only those.
 * Throws RECEIVER_INVALID, RECEIVER_SECRET_EMPTY or RECEIVER_SECRET_INVALID.
 */
export function assembleAlertmanagerConfig(input: AssembleInput): string {
  const { base, fragments, secrets, inboxUrl } = input;
  const present = fragments.filter(({ secret }) => secrets[secret.file] !== undefined);
  const added = present.map((fragment) => ({ fragment, settings: settingsOf(fragment, input) }));
  const config = parseBase(base);

  for (const receiver of config.receivers) {
    for (const one of receiver.webhook_configs ?? []) one.url = atInbox(one.url, inboxUrl);
  }
  for (const { fragment, settings } of added) addReceivers(config, fragment, settings);

  const names = ['inbox', ...present.map(({ name }) => name)].join(', ');
  const header = `# Assembled at the start from alertmanager/alertmanager.yml and receivers/. Receivers: ${names}.\n`;
  return header + stringify(config, { schema: 'yaml-1.1', aliasDuplicateObjects: false, lineWidth: 0 });
}

function parseBase(base: string): z.infer<typeof schema> {
  const result = schema.safeParse(parse(base));
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const reason = `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not understood'}`;
  throw new StackError('RECEIVER_INVALID', { file: 'alertmanager.yml', reason });
}

function atInbox(url: string, inboxUrl: string): string {
  return new URL(new URL(url).pathname, inboxUrl).href;
}

function addReceivers(config: z.infer<typeof schema>, fragment: ReceiverFragment, settings: Settings): void {
  for (const { name, ...integrations } of fragment.receivers) {
    const receiver: Settings | undefined = config.receivers.find((known) => known.name === name);
    if (receiver === undefined) {
      const reason = `alertmanager.yml has no receiver "${name}"`;
      throw new StackError('RECEIVER_INVALID', { file: `receivers/${fragment.name}.yml`, reason });
    }
    for (const [integration, configs] of Object.entries(integrations)) {
      const before = receiver[integration];
      const more = Array.isArray(configs) ? configs.map((one) => ({ ...one, ...settings })) : [];
      receiver[integration] = [...(Array.isArray(before) ? (before as unknown[]) : []), ...more];
    }
  }
}
