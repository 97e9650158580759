import type { ExpositionFormat } from '../http/families/text';

export const CONTENT_TYPES: Readonly<Record<ExpositionFormat, string>> = {
  text: 'text/plain; version=0.0.4; charset=utf-8',
  openmetrics: 'application/openmetrics-text; version=1.0.0; charset=utf-8',
};

/**
 * The format a scraper prefers. OpenMetrics is served only to whom asks for its version 1.0.0 (or for no version) at
 * least as much as for text; everybody else, also who accepts neither, gets text 0.0.4, as Prometheus's own client does.
 */
export function negotiateFormat(accept: string | undefined): ExpositionFormat {
  if (accept === undefined) return 'text';
  const ranges = accept.split(',').map(parseRange);
  const openmetrics = best(
    ranges,
    (range) => range.type === 'application/openmetrics-text' && speaks(range, '1.0.0'),
  );
  const text = best(
    ranges,
    (range) => ['text/plain', 'text/*', '*/*'].includes(range.type) && speaks(range, '0.0.4'),
  );
  return openmetrics > 0 && openmetrics >= text ? 'openmetrics' : 'text';
}

interface Range {
  readonly type: string;
  readonly parameters: ReadonlyMap<string, string>;
}

function parseRange(text: string): Range {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  return {
    type,
    parameters: new Map(
      parameters.map((parameter) => {
        const [name = '', value = ''] = parameter.split('=');
        return [name.trim(), value.trim().replaceAll('"', '')];
      }),
    ),
  };
}

const speaks = ({ parameters }: Range, version: string) => (parameters.get('version') ?? version) === version;

function best(ranges: readonly Range[], fits: (range: Range) => boolean): number {
  const weights = ranges.filter(fits).map(({ parameters }) => Number(parameters.get('q') ?? 1));
  return Math.max(0, ...weights.filter((weight) => weight >= 0 && weight <= 1));
}
