import type { ExpositionFormat } from '../http/families/text';

export const CONTENT_TYPES: Readonly<Record<ExpositionFormat, string>> = {
  text: 'text/plain; version=0.0.4; charset=utf-8',
  openmetrics: 'application/openmetrics-text; version=1.0.0; charset=utf-8',
};

/**
 * The format a scraper prefers. OpenMetrics is served only to whom asks for its version 1.0.0 (or for no version) at
 * least as much as for text; everybody else, also who accepts neither, gets text 0.0.4, as Prometheus's own client does.
 * Of several ranges that a format is in, the most specific one says how much it is wanted (RFC 9110, section 12.5.1).
 */
export function negotiateFormat(accept: string | undefined): ExpositionFormat {
  if (accept === undefined) return 'text';
  const ranges = accept.split(',').map(parseRange);
  const openmetrics = weightOf(ranges, OPENMETRICS);
  const text = weightOf(ranges, TEXT);
  return openmetrics > 0 && openmetrics >= text ? 'openmetrics' : 'text';
}

/** A format as clients ask for it: the ranges that it is in, from the least specific. */
interface Format {
  readonly types: readonly string[];
  readonly version: string;
}

/** Not in the ranges of many types: who takes anything has not asked for it. */
const OPENMETRICS: Format = { types: ['application/openmetrics-text'], version: '1.0.0' };
const TEXT: Format = { types: ['*/*', 'text/*', 'text/plain'], version: '0.0.4' };

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

function weightOf(ranges: readonly Range[], format: Format): number {
  const fitting = ranges
    .map(({ type, parameters }) => ({
      specificity: specificity(type, parameters.get('version'), format),
      weight: Number(parameters.get('q') ?? 1),
    }))
    .filter(({ specificity, weight }) => specificity >= 0 && weight >= 0 && weight <= 1);
  const most = Math.max(...fitting.map(({ specificity }) => specificity));
  return Math.max(0, ...fitting.filter((range) => range.specificity === most).map(({ weight }) => weight));
}

/** How closely a range describes a format; less than 0 if it does not. A version says more than the type alone. */
function specificity(type: string, version: string | undefined, format: Format): number {
  const place = format.types.indexOf(type);
  if (version === undefined || place < 0) return place;
  return version === format.version ? place + format.types.length : -1;
}
