import {
  compileSlo,
  defaultOptions,
  readSpecifications,
  type CompileOptions,
  type RuleGroup,
} from '@express-slo-stack/observability/slo';
import { answersOf } from './support/answers';
import { promtools } from './support/promtools';
import { ratio, raw, specification, type SpecParts } from './support/specs';

jest.setTimeout(300_000);

const minute = 60;
const end = 20 * minute;

const window = '{duration: 30d, isRolling: true}';
const requests = {
  name: 'checkout',
  indicator: ratio('bad', 'requests_total{code=~"5.."}', 'requests_total'),
  window,
};
const grouped = { ...requests, annotations: '{express-slo-stack/group-by: handler}' };
const slices = {
  ...requests,
  method: 'Timeslices',
  objective: '{target: 0.99, timeSliceTarget: 0.95, timeSliceWindow: 1m}',
};
const sloth = { ...defaultOptions, naming: 'sloth' } as const;

function compiled(parts: SpecParts, options: CompileOptions = defaultOptions) {
  const [read] = readSpecifications([{ file: 'spec.yaml', text: specification(parts) }], {}).slos;
  if (!read) throw new Error('the specification cannot be read');
  return compileSlo(read.slo, options);
}

/** The rules without those of one record: as where they fail, or lie in a file that is not loaded. */
const without = (groups: readonly RuleGroup[], record: string | undefined): RuleGroup[] =>
  groups.map((group) => ({
    ...group,
    rules: group.rules.filter((rule) => !('record' in rule && rule.record === record)),
  }));

/** Counters of two handlers, which gain so much a minute. */
const traffic = (gain: number) =>
  Object.fromEntries(
    ['/a', '/b'].flatMap((handler) =>
      ['200', '500'].map((code) => [
        `requests_total{handler="${handler}", code="${code}"}`,
        `100+${code === '200' ? gain : 0}x${end / minute}`,
      ]),
    ),
  );

const firing = 'ALERTS{alertname="SLONotRecorded", alertstate="firing"}';

/** The records of events: time slices are made of others than those that the budget counts. */
function baseOf(groups: readonly RuleGroup[]): string {
  const names = groups.flatMap(({ rules }) => rules.map((rule) => ('record' in rule ? rule.record : '')));
  const kind = names.includes('slo:event_total:rate1m') ? 'event_' : '';
  return `slo:${kind}(total|errors):rate1m`;
}

/** How many alerts say that the SLO is not recorded, and whether both of its base records are there. */
async function outcome(promtool: string, groups: readonly RuleGroup[], gain: number) {
  const found = await answersOf(promtool, {
    groups,
    everySeconds: minute,
    series: traffic(gain),
    queries: {
      alerts: `count(${firing}) or vector(0)`,
      pages: `count(${firing.replace('}', ', severity="page"}')} or ${firing.replace('}', ', sloth_severity="page"}')}) or vector(0)`,
      bases: `count(count by (__name__) ({__name__=~"${baseOf(groups)}"})) or vector(0)`,
    },
    at: end,
  });
  return { alerts: found['alerts']?.[0], pages: found['pages']?.[0], bases: found['bases']?.[0] };
}

const pageRatios = ['5m', '30m', '1h', '6h'].map((window) => `slo:sli_error:ratio_rate${window}`);

describe.each([
  ['plain', requests, defaultOptions],
  ['grouped', grouped, defaultOptions],
  ['time slices', slices, defaultOptions],
  ["Sloth's naming", requests, sloth],
] as const)('traffic and base records are there: %s', (_, parts, options) => {
  const { groups } = compiled(parts, options);

  it.each(pageRatios)('without %s, a page says so', async (record) => {
    for (const promtool of promtools().slice(0, record === pageRatios[0] ? undefined : 1)) {
      expect(await outcome(promtool, without(groups, record), 6_000)).toEqual({
        alerts: 1,
        pages: 1,
        bases: 2,
      });
    }
  });

  it.each([
    ['every record is there', undefined, 6_000],
    ['only a ticket reads what is absent', 'slo:sli_error:ratio_rate3d', 6_000],
    ['there is no traffic', undefined, 0],
    ['there is no traffic, and no ratio either', pageRatios[0], 0],
  ])('quiet where %s', async (_case, record, gain) => {
    const [promtool = ''] = promtools();
    const found = await outcome(promtool, without(groups, record), gain);
    expect(found).toEqual({ alerts: 0, pages: 0, bases: 2 });
  });
});

it('is left out with a note where the SLI does not know its traffic', () => {
  const { groups, notes } = compiled({ name: 'checkout', indicator: raw('my:error_ratio') });
  const names = groups.flatMap(({ rules }) =>
    rules.map((rule) => ('alert' in rule ? rule.alert : rule.record)),
  );
  expect(names).toContain('SLONoData');
  expect(names).not.toContain('SLONotRecorded');
  expect(notes.map(({ id }) => id)).toContain('not-recorded-left-out');
});
