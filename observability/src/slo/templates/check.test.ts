import { checkTemplate } from '.';

it.each([
  'plain }} text',
  '{{ $value | humanizePercentage }} of {{ $labels.job }}',
  '{{ if gt $value 1.0 }}a{{ else if $labels }}b{{ else }}c{{ end }}',
  '{{ range $i, $e := query "up" }}{{ $i }}{{ $e.Labels.job }}{{ break }}{{ end }}',
  '{{- with query "up" -}}{{ . | first | value }}{{ end }}',
  '{{ index $labels "k8s.pod" }}{{/* a comment */}}{{ "{{" }}',
])('loads %s', (text) => expect(() => checkTemplate(text)).not.toThrow());

it.each([
  ['bad {{ $labels.x ', '"{{" is not closed', 4],
  ['{{ $value | humanise }}', 'the function "humanise" is not known', 12],
  ['{{ $x }}', 'the variable "$x" is not known', 3],
  ['{{ if $value }}a', '{{if}} has no {{end}}', 16],
  ['{{ $value | 1 }}', '"1" stands behind "|", but is no function', 12],
  ['{{ "a\\q" }}', '"\\q" in a string', 5],
])('refuses %s', (text, found, offset) =>
  expect(() => checkTemplate(text)).toThrow(expect.objectContaining({ found, offset }) as Error),
);
