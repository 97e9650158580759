/** Tables of a Markdown document below one heading, as rows of cells, without their heads. */
export function tableRows(document: string, heading: string): readonly (readonly string[])[] {
  const section = document.split(/^## /m).find((text) => text.startsWith(`${heading}\n`));
  if (section === undefined) throw new Error(`no section "${heading}"`);
  const lines = section.split('\n');
  return lines
    .filter((line, at) => line.startsWith('|') && !isRule(line) && !isRule(lines[at + 1] ?? ''))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    );
}

const isRule = (line: string) => /^\|[\s|:-]+\|$/.test(line);

/** What a cell has in code quotes. */
export const codesIn = (cell = ''): readonly string[] =>
  [...cell.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
