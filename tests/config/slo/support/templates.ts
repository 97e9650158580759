const byHand = String.raw`
plain
a } b }} c
{{
{{ $labels.x
{{ $labels.x }
{{ $labels.x }}
{{$labels.x}}
{{- $labels.x -}}
{{-$labels.x-}}
{{ $labels.x -}}
{{ $labels }}
{{ $label.x }}
{{ $Labels.x }}
{{ $value }}
{{ $val }}
{{ $externalURL }} {{ $externalLabels.x }}
{{ $ }}
{{ . }}
{{ .Labels.x }}
{{ .Value }}
{{ }}
{{}}
{{ value }}
{{ labels.x }}
{{ $value | humanize }}
{{ $value | humanizePercentage }}
{{ $value|humanize }}
{{ $value | humanise }}
{{ $value | toUpper }}
{{ $value | }}
{{ | humanize }}
{{ $value || humanize }}
{{ $value | humanize | humanize1024 }}
{{ $value | 1 }}
{{ $value | "a" }}
{{ $value | . }}
{{ $value | true }}
{{ $value | nil }}
{{ $value | .Value }}
{{ $value | $labels }}
{{ 1 }}
{{ -1.5e3 }}
{{ 0x1F }}
{{ 1a }}
{{ 1.2.3 }}
{{ 'a' }}
{{ 'ab' }}
{{ '' }}
{{ "a" }}
{{ "a }}
{{ "a\n" }}
{{ "a\q" }}
{{ \ }}
{{ nil }}
{{ true }}
{{ true.x }}
{{ "a".x }}
{{ $x := 1 }}{{ $x }}
{{ $x := 1 }}{{ $y }}
{{ $x = 1 }}
{{ $x }}
{{ $x := }}
{{ $x, $y := 1 }}
{{ $x : 1 }}
{{ x := 1 }}
{{ if $value }}a{{ end }}
{{ if $value }}a{{ else }}b{{ end }}
{{ if $value }}a{{ else if $labels }}b{{ else }}c{{ end }}
{{ if $value }}a
{{ if }}a{{ end }}
{{ if $value }}a{{ else }}b{{ else }}c{{ end }}
{{ if $value }}a{{ end }}{{ end }}
{{ end }}
{{ else }}
{{ end x }}
{{ if $value }}a{{ end x }}
{{ if $x := 1 }}{{ $x }}{{ end }}
{{ if $x := 1 }}{{ end }}{{ $x }}
{{ if gt $value 1.0 }}a{{ end }}
{{ if (gt $value 1.0) }}a{{ end }}
{{ if gt $value 1.0) }}a{{ end }}
{{ if (gt $value 1.0 }}a{{ end }}
{{ if and (gt $value 1.0) (lt $value 2.0) }}a{{ end }}
{{ range query "up" }}{{ . }}{{ end }}
{{ range $i, $e := query "up" }}{{ $i }}{{ $e }}{{ end }}
{{ range $i, $e, $f := query "up" }}{{ end }}
{{ range $e := query "up" }}{{ .Labels.x }}{{ end }}
{{ range query "up" }}{{ break }}{{ end }}
{{ range query "up" }}{{ continue }}{{ end }}
{{ break }}
{{ range query "up" }}a{{ else }}b{{ end }}
{{ with query "up" }}{{ . | first | value }}{{ end }}
{{ with query "up" }}a{{ else }}b{{ end }}
{{ with query "up" }}a{{ else if $value }}b{{ end }}
{{ query "up" | first | value | humanize }}
{{ query "up" | first | label "x" }}
{{ index $labels "k8s.pod" }}
{{ index $labels k8s.pod }}
{{ $labels.k8s.pod }}
{{ $labels.k8s-pod }}
{{ $labels.x_1 }}
{{ $labels.1x }}
{{ $labels. }}
{{ $labels.x.y }}
{{ $labels .x }}
{{ printf "%.2f" $value }}
{{ printf "%.2f" $value | title }}
{{ printf "%d" ( ) }}
{{ printf("%d") }}
{{ printf "%s" "a""b" }}
{{ printf "a" , "b" }}
{{ reReplaceAll "a" "b" $labels.x }}
{{ match "a" $labels.x }}
{{ $labels.x | reReplaceAll "(.*):.*" "$1" }}
{{ $labels.instance | stripPort }}
{{ $labels.instance | stripDomain }}
{{ toTime $value }}
{{ $value | humanizeTimestamp }}
{{ $value | humanizeDuration }}
{{ parseDuration "1h" }}
{{ toDuration $value }}
{{ now }}
{{ urlQueryEscape $labels.x }}
{{ externalURL }}{{ pathPrefix }}
{{ args 1 2 }}
{{ tmpl "x" . }}
{{ template "x" }}
{{ template "x" . }}
{{ template x }}
{{ define "x" }}a{{ end }}
{{ define "x" }}a{{ end }}{{ template "x" . }}
{{ define x }}a{{ end }}
{{ define "x" }}a
{{ define "x" }}{{ $value }}{{ end }}
{{ if $value }}{{ define "x" }}a{{ end }}{{ end }}
{{ block "x" . }}a{{ end }}
{{ block "x" }}a{{ end }}
{{/* a comment */}}
{{- /* a comment */ -}}
{{ /* a comment */ }}
{{/* a comment }}
{{/* a comment */ x }}
{{ $value /* no */ }}
{{ $value ! }}
{{ $value + 1 }}
{{ !$value }}
{{ $value > 1 }}
{{ $value == 1 }}
{{ eq $value 1.0 }}
{{ ne $labels.x "a" }}
{{ not $value }}
{{ len $labels }}
{{ html $labels.x }}{{ js $labels.x }}{{ urlquery $labels.x }}{{ slice "abc" 1 2 }}
{{ call $value }}
{{ $value.x }}
{{ ($value) }}
{{ (query "up").x }}
{{ ($value }}
{{ $value) }}
{{ toUpper }}
{{ toUpper $labels.x | toLower }}
{{ strvalue . }}{{ sortByLabel "x" (query "up") }}{{ safeHtml "a" }}{{ graphLink "up" }}{{ tableLink "up" }}
{{ {{ $value }} }}
{{ $value }} {{
{{ $value }}}
{{{ $value }}}
{ { $value } }
{{"{{"}}
{{ "{{" }} $value {{ "}}" }}
{{ ünder }}
{{ $labels.ünder }}
{{ $labels.x }}{{ $labels.y
{{ return }}
{{ nil | humanize }}
{{ if }}{{ end }}
{{ $value  |  humanize  }}
https://g/d?x={{ $labels.sloth_slo | toUpper }}
https://g/d?x={{ $labels.sloth_slo | urlquery }}&y=%7B
100 % {{ $value | printf "%.1f" }} %
`
  .trim()
  .split('\n');

/** Texts of annotations, good and bad; Prometheus itself says which are which. */
export const templates: readonly string[] = [
  ...byHand,
  '{{ `raw` }}',
  '{{ `raw }}',
  '{{ $value\n| humanize }}',
  '{{ "a\nb" }}',
  '{{/* a\nb */}}',
];
