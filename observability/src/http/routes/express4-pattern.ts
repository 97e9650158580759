import type { Layer } from './express-internals';

/** The end that Express 4 gives the expression of a mount path, and of a route path. */
const END = /(?:\\\/\?)?(?:\(\?=\\\/\|\$\)|\$)$/;
/** A group, with two more levels of groups in it. */
const GROUP = /\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)/.source;
/**
 * A parameter: `(?:\/([^/]+?))`, with `?` if it may be left out. The second of a segment is `(?:((?:(?!/|-).)+?))`, one
 * after a dot `(?:\.([^/\.]+?))`, and one with a star has a second group.
 */
const PARAMETER = new RegExp(`\\(\\?:(\\\\\\.)?(\\\\/)?(${GROUP})(${GROUP})?\\)(\\?)?`, 'g');

/**
 * The path that Express 4 made a layer's expression from, read back from it, or undefined if it was an expression
 * to begin with. One entry per path: an array of paths becomes one expression joined by `|`.
 */
export function express4Sources(layer: Layer): readonly { matcher: RegExp; pattern: string }[] {
  const { regexp } = layer;
  if (regexp === undefined) return [];
  const names = (layer.keys ?? []).map((key) => String(typeof key === 'object' ? key.name : key));
  const parts = partsOf(regexp);
  if (parts === undefined) return [{ matcher: regexp, pattern: `/${regexp.source}/` }];
  return parts.map((matcher) => ({ matcher, pattern: readBack(matcher.source, names) }));
}

/** One expression for each path of an array, or undefined for one of the application's own with a `|^` in a group. */
function partsOf({ source, flags }: RegExp): readonly RegExp[] | undefined {
  try {
    return source.split(/\|(?=\^)/).map((part) => new RegExp(part, flags));
  } catch {
    return undefined;
  }
}

function readBack(source: string, names: string[]): string {
  if (!END.test(source)) {
    names.splice(0, groupsIn(source));
    return `/${source}/`;
  }
  return source
    .replace(/^\^/, '')
    .replace(END, '')
    .replace(
      PARAMETER,
      (text, dot?: string, slash?: string, _value?: string, star?: string, optional = '') => {
        const [name = ''] = names.splice(0, groupsIn(text));
        return `${slash === undefined ? '' : '/'}${dot === undefined ? '' : '.'}:${name}${star === undefined ? '' : '*'}${optional}`;
      },
    )
    .replace(/\(\.\*\)/g, () => {
      names.shift();
      return '*';
    })
    .replace(/\\(.)/g, '$1');
}

const groupsIn = (source: string) => source.match(/\((?!\?)/g)?.length ?? 0;
