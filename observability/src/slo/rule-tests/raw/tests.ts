import type { TestContext } from '../context';
import type { PromtoolTest } from '../promtool';
import { Unknown } from '../traffic/linear';
import { presentSeries, rawTraffic } from '../traffic/series';
import { baseRecords } from './base-records';
import { noErrorYet, noGoodYet } from './defaults';
import { levelRecords } from './levels';
import { targetsLost } from './loss';
import { scrapedTooRarely } from './not-recorded';
import { outage } from './outage';
import { hasSeriesOf, type RawContext } from './raw-test';

/** The tests over made-up raw series; where it is not known what the queries compute, only that of lost targets. */
export function rawTests(context: TestContext): readonly PromtoolTest[] {
  const { slo, plan } = context.compiled;
  const traffic = rawTraffic(slo);
  if (traffic instanceof Unknown) {
    const present = presentSeries(slo);
    return present ? targetsLost({ ...context, traffic: present, groups: present.groups }) : [];
  }
  const raw: RawContext = { ...context, traffic, groups: traffic.groups };
  const [first] = plan.pairs;
  const outages = first ? outage(raw, first) : [];
  if (slo.sli.kind !== 'events') return [levelRecords(raw), ...outages];
  const { counts } = slo.sli;
  return [
    baseRecords(raw),
    ...(counts === 'errors' && hasSeriesOf(raw, 'bad') ? [noErrorYet(raw)] : []),
    ...(counts === 'good' && hasSeriesOf(raw, 'good') ? [noGoodYet(raw)] : []),
    ...scrapedTooRarely(raw),
    ...outages,
  ];
}
