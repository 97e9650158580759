/** The functions of Go's own templates, without its keywords. */
const ofGo = 'and call eq ge gt html index js le len lt ne not or print printf println slice urlquery';

/** The functions that Prometheus 2.42 adds (template/template.go); newer ones would not load there. */
const ofPrometheus =
  'args externalURL first graphLink humanize humanize1024 humanizeDuration humanizePercentage humanizeTimestamp label match parseDuration pathPrefix query reReplaceAll safeHtml sortByLabel stripDomain stripPort strvalue tableLink title toLower toTime toUpper value';

export const templateFunctions: ReadonlySet<string> = new Set(`${ofGo} ${ofPrometheus}`.split(' '));

/** The variables of alert templates: Prometheus defines them before each text. */
export const templateVariables: readonly string[] = [
  '$',
  '$labels',
  '$externalLabels',
  '$externalURL',
  '$value',
];

export const templateKeywords: ReadonlySet<string> = new Set(
  'block break continue define else end if nil range template with'.split(' '),
);
