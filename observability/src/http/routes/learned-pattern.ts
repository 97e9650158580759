import type { PathMatch } from './express-internals';
import { canonicalPattern, type Marker, markerOf } from './optional-parts';

export type Matcher = (path: string) => PathMatch | false;

/**
 * The pattern of a matcher that does not say what it was made from (router before 2.3), found with one path that it
 * matches: each parameter's value is looked for in the matched part, and is taken for the parameter only
 * where a marker in its place comes back as the parameter's value. What is left of the path is written in lower case
 * where the matcher does not mind: the case is the first client's. A regular expression cannot be learned, and from a
 * path with a value that is not found (percent-encoded beside something else) no pattern is: another path may tell it.
 *
 * learnPattern(match, '/TENANTS/tenants/things') → '/tenants/:tenantId'
 */
export function learnPattern(matcher: Matcher, path: string): string | undefined {
  const match = attempt(matcher, path);
  if (!match) return undefined;
  if (matcher.name === 'regexpMatcher') return '/(regexp)';
  const markers: Marker[] = [];
  let marked = match.path;
  for (const [name, value] of Object.entries(match.params)) {
    if (value === undefined) continue;
    const text = markerOf(markers.length);
    const next = placesOf(marked, value)
      .map(([start, end]) => marked.slice(0, start) + text + marked.slice(end))
      .find((candidate) => textOf(attempt(matcher, candidate), name) === text);
    // What is not taken for a parameter would stay in the pattern as the client wrote it.
    if (next === undefined) return undefined;
    markers.push({ text, name, wildcard: Array.isArray(value) });
    marked = next;
  }
  const lower = marked.toLowerCase();
  if (attempt(matcher, lower)) marked = lower;
  return canonicalPattern((candidate) => attempt(matcher, candidate), marked, markers);
}

/** The parameters that a path gives a value to: other paths of this shape have the same pattern. */
export const shapeOf = (matcher: Matcher, path: string): string | undefined => {
  const match = attempt(matcher, path);
  return match ? Object.keys(match.params).join() : undefined;
};

const textOf = (match: PathMatch | false, name: string) => match && asText(match.params[name] ?? '');
const asText = (value: string | readonly string[]) => (typeof value === 'string' ? value : value.join('/'));

/** Where a decoded value may stand in a path: as it is, or as whole segments in any percent-encoding. */
function placesOf(path: string, value: string | readonly string[]): readonly [number, number][] {
  const text = asText(value);
  const places: [number, number][] = [];
  for (let at = path.indexOf(text); at >= 0 && text !== ''; at = path.indexOf(text, at + 1)) {
    places.push([at, at + text.length]);
  }
  let start = 0;
  for (const segment of path.split('/')) {
    if (segment !== text && decoded(segment) === text) places.push([start, start + segment.length]);
    start += segment.length + 1;
  }
  return places;
}

function decoded(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}

function attempt(matcher: Matcher, path: string): PathMatch | false {
  try {
    return matcher(path);
  } catch {
    return false;
  }
}
