import express from 'express';
import { listen, type Listening } from '../http/listen';
import { stillToCome } from './still-to-come';

const pagers = ['ingest-availability', 'api-availability'].map((slo) => ({ alertname: 'SLOBurn', slo }));
let firing: readonly string[] = [];
let alertmanager: Listening;
beforeAll(async () => {
  const app = express();
  app.get('/api/v2/alerts', (_request, response) => {
    response.json(firing.map((slo) => ({ labels: { alertname: 'SLOBurn', severity: 'page', slo } })));
  });
  alertmanager = await listen(app, '127.0.0.1', 0);
});
afterAll(() => alertmanager.stop());

const coming = () => stillToCome(pagers, { prometheusUrl: undefined, alertmanagerUrl: alertmanager.url });

test('all of them, while none is there', async () => {
  firing = [];
  expect(await coming()).toEqual({ pagers });
});

test('the others, where one is there', async () => {
  firing = ['ingest-availability'];
  const there = { secondsToPage: null, because: 'pages-already', by: pagers[0] };
  expect(await coming()).toEqual({ pagers: [pagers[1]], there });
});

test('none, where all are there', async () => {
  firing = ['api-availability', 'ingest-availability'];
  expect(await coming()).toEqual({
    none: { secondsToPage: null, because: 'pages-already', by: pagers[0] },
  });
});
