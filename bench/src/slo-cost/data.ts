import { createWriteStream } from 'node:fs';
import { once } from 'node:events';

/** What is in the database: raw series, and what each tool has recorded from them. */
export interface Extent {
  readonly rawSeries: number;
  /** How long the raw series go back, in seconds. */
  readonly rawSeconds: number;
  /** The time of the last sample, in seconds since 1970. */
  readonly end: number;
}

const scrape = 15;
const evaluation = 30;
const thirtyDays = 2_592_000;

/** Series that the tools' own records make, over thirty days at their evaluation interval. */
export const recordedSeries = [
  'slo:errors:rate1m{service="proof",slo="requests"}',
  'slo:total:rate1m{service="proof",slo="requests"}',
  'slo:sli_error:ratio_rate5m{sloth_id="requests",sloth_service="peer",sloth_slo="requests",sloth_window="5m"}',
] as const;

/**
 * Writes the data as OpenMetrics text, for `promtool tsdb create-blocks-from openmetrics`. A tenth of the raw series counts
 * errors. Values do not matter for what is counted here, but counters rise, as they do.
 */
export async function writeData(file: string, { rawSeries, rawSeconds, end }: Extent): Promise<void> {
  const out = createWriteStream(file);
  const write = async (text: string) => {
    if (!out.write(text)) await once(out, 'drain');
  };
  for (const name of recordedSeries) await write(series(name, end, thirtyDays, evaluation, () => 1));
  for (let index = 0; index < rawSeries; index += 1) {
    const code = index % 10 === 0 ? '500' : '200';
    const name = `requests_total{code="${code}",instance="${index}"}`;
    await write(series(name, end, rawSeconds, scrape, (count) => count));
  }
  out.end('# EOF\n');
  await once(out, 'finish');
}

function series(
  name: string,
  end: number,
  seconds: number,
  step: number,
  value: (count: number) => number,
): string {
  const count = Math.floor(seconds / step);
  let text = '';
  for (let index = 0; index <= count; index += 1)
    text += `${name} ${value(index)} ${end - (count - index) * step}\n`;
  return text;
}
