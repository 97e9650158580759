import { negotiateFormat } from './negotiation';

const PROMETHEUS_3 =
  'application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,' +
  'application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,' +
  'text/plain;version=0.0.4;q=0.3,*/*;q=0.2';
const PROMETHEUS_2_42 =
  'application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,' +
  'text/plain;version=0.0.4;q=0.5,*/*;q=0.1';

test.each([
  ['openmetrics', PROMETHEUS_3],
  ['openmetrics', PROMETHEUS_2_42],
  ['openmetrics', 'application/openmetrics-text'],
  ['openmetrics', 'Application/OpenMetrics-Text; version="1.0.0"'],
  ['text', undefined],
  ['text', ''],
  ['text', '*/*'],
  ['text', 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'],
  ['text', 'text/plain;version=0.0.4;q=0.9,application/openmetrics-text;version=1.0.0;q=0.5'],
  ['text', 'application/openmetrics-text;version=2.0.0'],
  ['text', 'application/openmetrics-text;version=1.0.0;q=0'],
  ['text', 'application/openmetrics-text;q=abc'],
  ['text', ';;;,,=,q=1'],
  // The most specific range decides, wherever it stands.
  ['openmetrics', 'text/plain;q=0, */*, application/openmetrics-text;q=0.5'],
  ['openmetrics', '*/*, application/openmetrics-text;q=0.5, text/*;q=0.1'],
  ['openmetrics', 'text/*;q=0.9, text/plain;q=0.3, application/openmetrics-text;q=0.5'],
  ['openmetrics', 'text/plain;q=0.9, text/plain;version=0.0.4;q=0.3, application/openmetrics-text;q=0.5'],
  ['text', 'text/plain;version=1.0.0;q=0.1, text/plain;q=0.9, application/openmetrics-text;q=0.5'],
  ['text', 'application/openmetrics-text, application/openmetrics-text;version=1.0.0;q=0, text/plain;q=0.1'],
  ['text', 'application/openmetrics-text;q=0.5, text/*;q=0, text/plain;q=0.9'],
])('%s for Accept: %s', (format, accept) => {
  expect(negotiateFormat(accept)).toBe(format);
});
