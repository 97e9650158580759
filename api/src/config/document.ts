import { metaOf } from './load-config';
import { settings } from './settings';

const escapeCell = (text: string): string => text.replaceAll('|', '\\|');

/** The settings as a Markdown table, for docs/configuration.md. */
export function configurationTable(): string {
  const rows = Object.keys(settings.shape).map((name) => {
    const { doc, allowed, fallback } = metaOf(name);
    return `| \`${name}\` | ${fallback} | ${escapeCell(allowed)} | ${escapeCell(doc)} |`;
  });
  return ['| variable | default | allowed | meaning |', '| --- | --- | --- | --- |', ...rows].join('\n');
}
