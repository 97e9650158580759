import { z } from 'zod';

const matchers = z.union([z.string().transform((text) => [text]), z.array(z.string())]);
const pairs = z.record(z.string(), z.coerce.string());

/** A node of Alertmanager's routing tree, as its API gives it. */
const route = z.looseObject({
  receiver: z.string().optional(),
  matchers: matchers.optional(),
  match: pairs.optional(),
  match_re: pairs.optional(),
  continue: z.boolean().optional(),
  group_interval: z.string().optional(),
  repeat_interval: z.string().optional(),
  get routes() {
    return z.array(route).nullish();
  },
});

export type Route = z.infer<typeof route>;
export const routeSchema = route;

/** Where an alert ends up: the route's own settings, or those of the nodes above it. */
export interface MatchedRoute {
  readonly receiver: string;
  readonly groupInterval: string;
  readonly repeatInterval: string;
}

/** Alertmanager's own (https://prometheus.io/docs/alerting/latest/configuration/#route). */
const defaults: MatchedRoute = { receiver: '', groupInterval: '5m', repeatInterval: '4h' };

/** Every route that an alert with these labels takes. Throws an error for a matcher that cannot be read. */
export function routesFor(
  labels: Readonly<Record<string, string>>,
  node: Route,
  inherited = defaults,
): readonly MatchedRoute[] {
  if (!matchersOf(node).every((matches) => matches(labels))) return [];
  const settings = {
    receiver: node.receiver ?? inherited.receiver,
    groupInterval: node.group_interval ?? inherited.groupInterval,
    repeatInterval: node.repeat_interval ?? inherited.repeatInterval,
  };
  const matched: MatchedRoute[] = [];
  for (const child of node.routes ?? []) {
    const below = routesFor(labels, child, settings);
    matched.push(...below);
    if (below.length > 0 && child.continue !== true) break;
  }
  return matched.length > 0 ? matched : [settings];
}

type Matches = (labels: Readonly<Record<string, string>>) => boolean;

const operators: Readonly<Record<string, (value: string, wanted: string) => boolean>> = {
  '=': (value, wanted) => value === wanted,
  '!=': (value, wanted) => value !== wanted,
  '=~': (value, wanted) => new RegExp(`^(?:${wanted})$`, 's').test(value),
  '!~': (value, wanted) => !new RegExp(`^(?:${wanted})$`, 's').test(value),
};

function matchersOf({ matchers = [], match = {}, match_re = {} }: Route): readonly Matches[] {
  return [
    ...matchers.flatMap(matchersIn),
    ...Object.entries(match).map(([name, value]) => matcher(name, '=', value)),
    ...Object.entries(match_re).map(([name, value]) => matcher(name, '=~', value)),
  ];
}

const matcher =
  (name: string, operator: string, wanted: string): Matches =>
  (labels) =>
    operators[operator]?.(labels[name] ?? '', wanted) ?? false;

const quoted = String.raw`"(?:[^"\\]|\\.)*"`;
const one = new RegExp(
  String.raw`\s*(${quoted}|[^\s=!~",{}]+)\s*(=~|!~|!=|=)\s*(${quoted}|[^\s",{}]*)\s*(?:,|$)`,
  'gy',
);

/** The matchers of one string, such as `severity="page"` or `{a="b", c!~"d|e"}`. */
function matchersIn(text: string): readonly Matches[] {
  const inner = text.trim().replace(/^\{(.*)\}$/s, '$1');
  const found = [...inner.matchAll(one)];
  if (found.map(([whole]) => whole).join('') !== inner) throw new Error(`cannot read the matcher ${text}`);
  return found.map(([, name = '', operator = '', value = '']) =>
    matcher(plain(name), operator, plain(value)),
  );
}

/** Alertmanager quotes as JSON does. */
const plain = (text: string): string => (text.startsWith('"') ? (JSON.parse(text) as string) : text);
