import { alertReads, checkTemplate, withLabelValues } from '.';

const values = { owner: 'shop "A"', slo: 'checkout', later: '{{ $value }}' };

it.each([
  ['{{ $labels.owner }} and {{.Labels.slo}}', 'shop "A" and checkout'],
  ['{{ $labels.slo | toUpper }}', '{{ "checkout" | toUpper }}'],
  ['{{- $labels.slo -}}', '{{- "checkout" -}}'],
  ['{{ index $labels "slo" }}', 'checkout'],
  [
    '{{ if eq $.Labels.owner "a" }}{{ .Labels.slo }}{{ end }}',
    '{{ if eq "shop \\"A\\"" "a" }}checkout{{ end }}',
  ],
  ['{{ $labels.instance }} {{ $labels.later }}', '{{ $labels.instance }} {{ $labels.later }}'],
  [
    '{{ range query "up" }}{{ .Labels.slo }}{{ $labels.slo }}{{ end }}{{ .Labels.slo }}',
    '{{ range query "up" }}{{ .Labels.slo }}checkout{{ end }}checkout',
  ],
  ['$labels.slo', '$labels.slo'],
])('%s is written out as %s', (text, written) => {
  expect(withLabelValues(text, values)).toBe(written);
  expect(() => checkTemplate(written)).not.toThrow();
});

it.each([
  ['{{ $value | humanize }}', true],
  ['{{ printf "%.2f" .Value }}', true],
  ['{{ range query "up" }}{{ .Value }}{{ end }}', false],
  ['{{ $labels.value }}', false],
])('%s reads the value: %s', (text, value) => expect(alertReads(text).value).toBe(value));
