import { parser } from '@prometheus-io/lezer-promql';

/** Stand-ins for Grafana's variables where PromQL wants a duration. */
const durations = /\$__(?:rate_interval|interval|range)\b/g;

/** The metric names that a query selects, with Grafana's variables in it or not. Throws where it does not parse. */
export function metricNames(query: string): readonly string[] {
  const text = query.replace(durations, '5m');
  const names: string[] = [];
  parser.parse(text).iterate({
    enter: ({ type, node }) => {
      if (type.isError) throw new Error(`does not parse at character ${node.from}: ${text}`);
      if (type.name !== 'VectorSelector') return;
      const name = node.getChild('Identifier');
      if (name === null) throw new Error(`selects no metric by name at character ${node.from}: ${text}`);
      names.push(text.slice(name.from, name.to));
    },
  });
  return names;
}
