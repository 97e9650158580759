import { parseArgs } from 'node:util';

/** What is asked of the benchmark; `gate` is without parts, and `measure` has at least one. */
export type Order<Part extends string> =
  | { readonly kind: 'help' }
  | { readonly kind: 'gate' }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'measure'; readonly parts: readonly Part[]; readonly quick: boolean };

const OPTIONS = { gate: { type: 'boolean' }, quick: { type: 'boolean' }, help: { type: 'boolean' } } as const;

/** Reads the command line, of which `parts` may be named. Throws for an option that there is not. */
export function orderOf<Part extends string>(args: readonly string[], parts: readonly Part[]): Order<Part> {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS });
  const { help = false, gate = false, quick = false } = values;
  if (help) return { kind: 'help' };
  const isPart = (name: string): name is Part => parts.some((part) => part === name);
  const unknown = positionals.find((name) => !isPart(name));
  if (unknown !== undefined) {
    return { kind: 'refused', reason: `there is no part "${unknown}", only ${parts.join(', ')}` };
  }
  const named = positionals.filter(isPart);
  if (!gate) return { kind: 'measure', parts: named.length === 0 ? parts : named, quick };
  if (named.length === 0 && !quick) return { kind: 'gate' };
  const further = quick ? '--quick' : named.join(' ');
  return { kind: 'refused', reason: `--gate counts instructions and nothing else: leave out ${further}` };
}
