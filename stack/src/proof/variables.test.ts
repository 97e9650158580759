import { choicesOf, withValues } from './variables';

test('both ways to write a variable are replaced, and the built-in window', () => {
  expect(withValues('rate(a{job=~"$job", slo="${slo}"}[$__rate_interval])', { job: '.+', slo: 'x' })).toBe(
    'rate(a{job=~".+", slo="x"}[1m])',
  );
});

test('a group of a regular expression is none', () => {
  const expr = 'label_replace(up, "group", "$1", "rule_group", "(.*)")';
  expect(withValues(expr, {})).toBe(expr);
});

test('a variable without a value is refused', () => {
  expect(() => withValues('up{job="$jobs"}', { job: 'a' })).toThrow('$jobs has no value');
});

test('"All" where it is offered, else each value, asked with what was chosen before', async () => {
  const asked: string[] = [];
  const labelValues = (selector: string, label: string) => {
    asked.push(`${selector} ${label}`);
    return Promise.resolve(selector.includes('"a"') ? ['1', '2'] : label === 'service' ? ['a', 'b'] : ['3']);
  };
  const choices = await choicesOf(
    [
      { name: 'job', selector: 'up', label: 'job', allValue: '.+' },
      { name: 'service', selector: 'o{job=~"$job"}', label: 'service' },
      { name: 'slo', selector: 'o{service="$service"}', label: 'slo' },
    ],
    labelValues,
  );
  expect(choices).toEqual([
    { job: '.+', service: 'a', slo: '1' },
    { job: '.+', service: 'a', slo: '2' },
    { job: '.+', service: 'b', slo: '3' },
  ]);
  expect(asked).toEqual(['o{job=~".+"} service', 'o{service="a"} slo', 'o{service="b"} slo']);
});
