import express from 'express';
import type { Exemplar } from './exemplar';
import { isSampled } from './exemplar';
import { Arrivals } from './arrivals';
import { layoutFor } from './layout';
import { Ledger } from './ledger';
import { measureRequests } from './middleware';
import { RouteTable } from './routes/route-table';
import { eventually, send, serve } from './server.test.support';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const traceparent = (flags: string, trace = TRACE) => `00-${trace}-00f067aa0ba902b7-${flags}`;

test.each([
  ['01', true],
  ['0b', true],
  ['00', false],
  ['0a', false],
])('flags %s: sampled is %s', (flags, sampled) => {
  expect(isSampled(traceparent(flags))).toBe(sampled);
});

test.each([
  ['no trace', traceparent('01', '0'.repeat(32))],
  ['no parent', `00-${TRACE}-${'0'.repeat(16)}-01`],
  ['version ff', `ff${traceparent('01').slice(2)}`],
  ['capitals', traceparent('01').toUpperCase()],
  ['too long', `${traceparent('01')}1`],
  ['nothing', ''],
])('%s is no exemplar', (_name, header) => expect(isSampled(header)).toBe(false));

describe('with exemplars', () => {
  const layout = layoutFor([0.02, 60]);

  /** The exemplars of the one cell, after `headers` were sent one request after another. */
  async function exemplarsAfter(exemplars: boolean, ...headers: readonly string[]) {
    const ledger = new Ledger(layout, { routes: 10, cells: 10 });
    const routes = new RouteTable(ledger, 'unmatched');
    const app = express().use(measureRequests({ ledger, routes, arrivals: new Arrivals(), exemplars }));
    app.get('/slow', (_request, response) => void setTimeout(() => response.send('ok'), 40));
    const served = await serve(app);
    for (const [index, header] of headers.entries()) {
      await send(served, { path: '/slow', headers: { Traceparent: header } });
      await eventually(async () =>
        expect(await Promise.resolve(ledger.cells[0]?.values[layout.requests])).toBe(index + 1),
      );
    }
    await served.close();
    return { kept: ledger.cells[0]?.exemplars, ledger };
  }

  test('the last sampled request of a bucket is kept, with its duration and time', async () => {
    const before = Date.now();
    const last = traceparent('01', TRACE.replace('4', '5'));
    const { kept, ledger } = await exemplarsAfter(
      true,
      traceparent('01'),
      last,
      traceparent('00'),
      'nonsense',
    );
    expect(kept).toHaveLength(3);
    expect([kept?.[0], kept?.[2]]).toEqual([undefined, undefined]);
    const { seconds, at, ...rest } = kept?.[1] as Exemplar;
    expect(rest).toEqual({ traceparent: last });
    expect(seconds).toBeGreaterThan(0.02);
    expect(at).toBeGreaterThanOrEqual(before);
    expect(at).toBeLessThanOrEqual(Date.now());
    ledger.reset();
    expect(ledger.cells[0]?.exemplars).toBeUndefined();
  });

  test('without the option nothing is kept', async () => {
    expect((await exemplarsAfter(false, traceparent('01'))).kept).toBeUndefined();
  });
});
