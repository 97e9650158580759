import express from 'express';
import { listen, type Listening } from '../http/listen';
import { askSlos, rowsOf } from './slo-numbers';

const sample = (name: string, slo: string, value: number) => ({
  metric: { __name__: name, service: 'svc', slo },
  value,
});

test('one row per SLO, with what is recorded so far', () => {
  const rows = rowsOf([
    sample('slo:objective:ratio', 'b', 0.99),
    sample('slo:objective:ratio', 'a', 0.999),
    sample('slo:current_burn_rate:ratio', 'a', 250),
    sample('slo:period_error_budget_remaining:ratio', 'a', -1.5),
    sample('up', 'a', 1),
  ]);
  expect(rows).toEqual([
    { service: 'svc', slo: 'a', objective: 0.999, burnRate: 250, budgetRemaining: -1.5 },
    { service: 'svc', slo: 'b', objective: 0.99 },
  ]);
});

test.each([
  ['page', ['ticket', 'page', 'ticket']],
  ['ticket', ['ticket']],
])('the most severe alert that fires is told: %s', (alert, severities) => {
  const alerts = severities.map((severity) => ({
    metric: { __name__: 'ALERTS', alertstate: 'firing', severity, service: 'svc', slo: 'a' },
    value: 1,
  }));
  const pending = { metric: { ...alerts[0]?.metric, alertstate: 'pending', slo: 'b' }, value: 1 };
  expect(rowsOf([...alerts, pending as never])).toEqual([{ service: 'svc', slo: 'a', alert }]);
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

  test('numbers come in one query', async () => {
    expect(await askSlos(server.url)).toEqual({ slos: [{ service: 'svc', slo: 'a', objective: 20 }] });
    expect(query).toMatch(
      /^max by \(.*service, slo.*\) \(\{.*slo:objective:ratio\|slo:current_burn_rate:ratio/,
    );
  });

  test('an error is told in place of the numbers', async () => {
    status = 503;
    expect(await askSlos(server.url)).toEqual({
      problem: expect.stringContaining('Prometheus answered 503') as string,
    });
    await server.stop();
    expect(await askSlos(server.url)).toEqual({ problem: expect.stringContaining('fetch failed') as string });
  });
});
