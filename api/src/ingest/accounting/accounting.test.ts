import { Registry } from 'prom-client';
import { categoryOf, knownCategory } from './categories';
import { readClientReport } from './client-report';
import { createIngestMetrics } from './ingest-metrics';
import { committed, dropped, dropReasons } from './reasons';
import { ReceivedItems } from './received-items';

async function seriesOf(registry: Registry, name: string) {
  const metric = await registry.getSingleMetric(name)?.get();
  return metric?.values ?? [];
}

describe('the items of a request', () => {
  /** Counts after `act`, without the zeros. */
  async function countsAfter(act: (items: ReceivedItems) => void) {
    const registry = new Registry();
    act(new ReceivedItems(createIngestMetrics(registry), 'unknown'));
    return (await seriesOf(registry, 'gt_ingest_items_total'))
      .filter(({ value }) => value > 0)
      .map(({ labels, value }) => `${labels.category} ${labels.outcome} ${labels.reason} ${value}`);
  }

  it('end once, whatever is said afterwards', async () => {
    const counts = await countsAfter((items) => {
      const item = items.receive('error');
      item.end(committed);
      item.end(dropped('internal'));
      items.dropRest('internal');
    });
    expect(counts).toEqual(['error stored committed 1']);
  });

  it('that have no end are dropped with the request', async () => {
    const counts = await countsAfter((items) => {
      items.receive('error');
      items.receive('session').end(dropped('unsupported'));
      items.receive('attachment');
      items.dropRest('store_unavailable');
    });
    expect(counts.sort()).toEqual([
      'attachment dropped store_unavailable 1',
      'error dropped store_unavailable 1',
      'session dropped unsupported 1',
    ]);
  });

  it('that were never known count as one', async () => {
    expect(await countsAfter((items) => items.dropRest('malformed'))).toEqual([
      'unknown dropped malformed 1',
    ]);
  });
});

it('starts at zero for every end an error can have', async () => {
  const registry = new Registry();
  createIngestMetrics(registry);
  const series = await seriesOf(registry, 'gt_ingest_items_total');
  const errors = series.filter(({ labels }) => labels.category === 'error');
  expect(errors.map(({ labels }) => labels.reason).sort()).toEqual([...dropReasons, 'committed'].sort());
  expect(series.every(({ value }) => value === 0)).toBe(true);
});

describe('categories', () => {
  it.each([
    ['event', 'error'],
    ['sessions', 'session'],
    ['check_in', 'monitor'],
    ['log', 'log_item'],
    ['client_report', 'internal'],
    ['', 'unknown'],
    ['constructor', 'unknown'],
    ['__proto__', 'unknown'],
  ])('%j counts as %s', (type, category) => {
    expect(categoryOf(type)).toBe(category);
  });
  it.each(['made up', '', null, {}, 'toString'])('%j from a client is unknown', (name) => {
    expect(knownCategory(name)).toBe('unknown');
  });
});

describe('client reports', () => {
  const read = (report: unknown) => readClientReport(Buffer.from(JSON.stringify(report)));
  it('are read entry by entry', () => {
    const discarded_events = [
      { reason: 'sample_rate', category: 'transaction', quantity: 3 },
      { reason: 'because', category: 'thing', quantity: 1 },
      { reason: 'sample_rate', category: 'error', quantity: -1 },
      { reason: 'sample_rate', category: 'error', quantity: 'many' },
      { reason: 'sample_rate', category: 'error', quantity: 1e12 },
      null,
    ];
    expect(read({ discarded_events })).toEqual([
      { category: 'transaction', reason: 'sample_rate', quantity: 3 },
      { category: 'unknown', reason: 'other', quantity: 1 },
      { category: 'error', reason: 'sample_rate', quantity: 1_000_000 },
    ]);
  });
  it.each([[[]], ['text'], [{}], [{ discarded_events: 1 }]])('%j is no report', (report) => {
    expect(read(report)).toBeUndefined();
  });
  it('of absurd size are none', () => {
    expect(readClientReport(Buffer.alloc(200_000, ' '))).toBeUndefined();
  });
});
