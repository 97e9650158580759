import { parse } from 'yaml';
import { z } from 'zod';
import { StackError, messageOf } from '../errors';

const receivers = z.array(
  z.intersection(
    z.object({ name: z.string() }),
    z.record(z.string(), z.union([z.string(), z.array(z.record(z.string(), z.unknown()))])),
  ),
);

const schema = z.strictObject({
  secret: z.union([
    z.strictObject({ file: z.string(), field: z.string() }),
    z.strictObject({ file: z.string(), settings: z.array(z.string()).min(1) }),
  ]),
  receivers,
});

/**
 * An optional way to be notified. It is switched on by its secret file, which is either handed to
 * Alertmanager by path (`field` names the setting that takes the path) or holds settings as YAML.
 */
export interface ReceiverFragment extends z.infer<typeof schema> {
  /** What people call it: "slack". */
  readonly name: string;
}

/** Reads a file of `alertmanager/receivers/`. Throws RECEIVER_INVALID, which names the file and the mistake. */
export function parseFragment(name: string, text: string): ReceiverFragment {
  const file = `receivers/${name}.yml`;
  let content: unknown;
  try {
    content = parse(text);
  } catch (thrown) {
    throw new StackError('RECEIVER_INVALID', { file, reason: messageOf(thrown) }, { cause: thrown });
  }
  const result = schema.safeParse(content);
  if (result.success) return { name, ...result.data };
  const [issue] = result.error.issues;
  const where = issue?.path.join('.') || 'the file';
  throw new StackError('RECEIVER_INVALID', {
    file,
    reason: `${where}: ${issue?.message ?? 'not understood'}`,
  });
}
