import { UsageError } from './environment';

/**
 * What can go wrong outside of the specifications. The codes are stable: people and their CI refer to them.
 * docs/slo-reference.md lists each.
 */
export const commandErrorTable = {
  'promtool-missing': {
    message: 'promtool cannot be run as "{path}": {reason}',
    remedy:
      'install promtool (it comes with Prometheus), name it by --promtool PATH, or leave the option out; specifications stand before it',
  },
  'prometheus-unreachable': {
    message: 'no response from {url}: {reason}',
    remedy: 'check the address and that it can be reached from here; the path before /api/v1 belongs to it',
  },
  'prometheus-refused': {
    message: '{url} does not evaluate the query {query}: {reason}',
    remedy:
      'use the address of a Prometheus or of a server with its HTTP API; credentials stand in the URL or in --header',
  },
} as const satisfies Record<string, { readonly message: string; readonly remedy: string }>;

export type CommandErrorCode = keyof typeof commandErrorTable;

type Parameters<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Parameters<Rest>
  : never;

type Values<Code extends CommandErrorCode> = Readonly<
  Record<Parameters<(typeof commandErrorTable)[Code]['message' | 'remedy']>, string>
>;

/** A program or a server that the command needs is not there, or does not respond as it should. Exit status 2. */
export class CommandError<Code extends CommandErrorCode = CommandErrorCode> extends UsageError {
  readonly remedy: string;

  constructor(
    readonly code: Code,
    values: Values<Code>,
  ) {
    const texts = values as Readonly<Record<string, string>>;
    const fill = (text: string) => text.replace(/\{(\w+)\}/g, (whole, name: string) => texts[name] ?? whole);
    super(fill(commandErrorTable[code].message));
    this.name = 'CommandError';
    this.remedy = fill(commandErrorTable[code].remedy);
  }
}
