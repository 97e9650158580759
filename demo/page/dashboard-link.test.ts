import { dashboardIn } from './dashboard-link';

const path = 'd/slo-detail?var-service=shop&var-slo=checkout';

it.each([
  ['this stack’s Grafana on another port', `http://127.0.0.1:3000/${path}`, `http://127.0.0.1:3001/${path}`],
  ['a Grafana of one’s own', `https://grafana.example.org/${path}`, `https://grafana.example.org/${path}`],
])('leads to %s', (_where, address, expected) => {
  expect(dashboardIn('http://127.0.0.1:3001', address)).toBe(expected);
});
