import express from 'express';
import { listen, type Listening } from '../http/listen';
import { askSlos, rowsOf } from './slo-numbers';
import { trafficHistorySeconds } from './traffic-history';

const sample = (name: string, slo: string, value: number) => ({
  metric: { __name__: name, service: 'svc', slo },
  value,
});

test('one row per SLO, with what is recorded so far', () => {
  const rows = rowsOf([
    sample('slo:objective:ratio', 'b', 0.99),
    sample('slo:objective:ratio', 'a', 0.999),
    sample('slo:sli_error:ratio_rate5m', 'a', 0.25),
    sample('slo:current_burn_rate:ratio', 'a', 250),
    sample('slo:period_error_budget_remaining:ratio', 'a', -1.5),
    sample('up', 'a', 1),
  ]);
  expect(rows).toEqual([
    { service: 'svc', slo: 'a', objective: 0.999, errorRatio: 0.25, burnRate: 250, budgetRemaining: -1.5 },
    { service: 'svc', slo: 'b', objective: 0.99 },
  ]);
});

describe('asking Prometheus', () => {
  let server: Listening;
  let status = 200;
  let query: unknown;
  beforeAll(async () => {
    // Prometheus's own answer to an instant query, with one series.
    const app = express().get('/api/v1/query', (request, response) => {
      query = request.query['query'];
      const result = [
        { metric: { __name__: 'slo:objective:ratio', service: 'svc', slo: 'a' }, value: [1, '20'] },
      ];
      response.status(status).json({ status: 'success', data: { resultType: 'vector', result } });
    });
    server = await listen(app, '127.0.0.1', 0);
  });
  afterAll(() => server.stop());
  const anHourAgo = new Date(Date.now() - 3_600_000).toISOString();
  const isAnHour = (seconds: number): boolean => seconds >= 3600 && seconds < 3700;

  test('numbers come in one query', async () => {
    expect(await askSlos(server.url)).toEqual({ slos: [{ service: 'svc', slo: 'a', objective: 20 }] });
    expect(query).toContain('slo:objective:ratio|slo:sli_error:ratio_rate5m');
  });

  test('the traffic’s age is what is recorded, else how long was sent', async () => {
    expect(await trafficHistorySeconds(server.url, anHourAgo)).toBe(600);
    expect(isAnHour(await trafficHistorySeconds(undefined, anHourAgo))).toBe(true);
  });

  test('an error is told in place of the numbers', async () => {
    status = 503;
    expect(await askSlos(server.url)).toEqual({
      problem: expect.stringContaining('Prometheus answered 503') as string,
    });
    expect(isAnHour(await trafficHistorySeconds(server.url, anHourAgo))).toBe(true);
    await server.stop();
    expect(await askSlos(server.url)).toEqual({ problem: expect.stringContaining('fetch failed') as string });
  });
});
