import { parseArgs } from 'node:util';

export interface CompilerOptions {
  /** Another built checkout, measured side by side. */
  readonly against?: string;
  readonly files: number;
  readonly rounds: number;
}

/** @throws Error in words for options that make no sense. */
export function readOptions(args: readonly string[]): CompilerOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      against: { type: 'string' },
      files: { type: 'string', default: '100' },
      rounds: { type: 'string', default: '3' },
    },
  });
  const { against } = values;
  return {
    ...(against !== undefined && { against }),
    files: count('files', values.files),
    rounds: count('rounds', values.rounds),
  };
}

function count(option: string, text: string): number {
  if (/^[1-9]\d{0,2}$/.test(text)) return Number(text);
  throw new Error(`--${option} is "${text}", but must be a whole number from 1 to 999`);
}
