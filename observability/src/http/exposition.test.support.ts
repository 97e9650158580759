/** One line of an exposition. */
export interface ParsedSample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface ParsedFamily {
  readonly name: string;
  readonly help: string;
  readonly type: string;
  readonly samples: readonly ParsedSample[];
}

const SAMPLE = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (NaN|Nan|[+-]Inf|[-+0-9.e]+)$/s;
const LABEL = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\[\\"n])*)"(?:,|$)/y;

/** Reads text 0.0.4 strictly: anything that is not as the format has it throws. (`Nan` is how prom-client writes it.) */
export function parseExposition(text: string): readonly ParsedFamily[] {
  if (!text.endsWith('\n')) throw new Error('the last line has no line feed');
  const families: (ParsedFamily & { samples: ParsedSample[] })[] = [];
  const lines = text.slice(0, -1).split('\n');
  for (const [index, line] of lines.entries()) {
    if (line === '') continue;
    const [, keyword, name = '', rest = ''] = /^# (HELP|TYPE) (\S+) (.*)$/.exec(line) ?? [];
    const family = families.at(-1);
    if (keyword === 'HELP') {
      if (families.some((other) => other.name === name)) throw new Error(`${name} occurs twice`);
      families.push({ name, help: rest, type: '', samples: [] });
    } else if (keyword === 'TYPE') {
      if (family?.name !== name) throw new Error(`TYPE of ${name} does not follow its HELP`);
      families[families.length - 1] = { ...family, type: rest };
    } else {
      const sample = parseSample(line, index + 1);
      if (family === undefined || !sample.name.startsWith(family.name))
        throw new Error(`stray line: ${line}`);
      family.samples.push(sample);
    }
  }
  return families;
}

function parseSample(line: string, number: number): ParsedSample {
  const [, name, labels = '', value = ''] = SAMPLE.exec(line) ?? [];
  if (name === undefined) throw new Error(`line ${number} is no sample: ${line}`);
  return { name, labels: parseLabels(labels, line), value: value.endsWith('Inf') ? Infinity : Number(value) };
}

function parseLabels(text: string, line: string): Record<string, string> {
  const labels: Record<string, string> = {};
  LABEL.lastIndex = 0;
  while (LABEL.lastIndex < text.length) {
    const match = LABEL.exec(text);
    if (match === null) throw new Error(`labels cannot be read: ${line}`);
    const [, name = '', value = ''] = match;
    if (name in labels) throw new Error(`label ${name} occurs twice: ${line}`);
    labels[name] = value.replace(/\\(.)/g, (_escape, character: string) =>
      character === 'n' ? '\n' : character,
    );
  }
  return labels;
}
