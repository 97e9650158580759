import type { PathMatch } from './express-internals';

/** A parameter, and what stands for its value in a path. */
export interface Marker {
  readonly text: string;
  readonly name: string;
  readonly wildcard: boolean;
}

/** Letters and digits only: a parameter may end at any other character. */
export const markerOf = (index: number): string => `param${index}marker`;

/** More optional parameters than this in one pattern are not looked for. */
const MOST = 8;

/**
 * The pattern of a path whose values are markers, with the parameters that may be left out as `{/:name}`: the same
 * whichever of them the path has. Those it has are left out as far as it still matches; then each is looked for
 * between the segments of what remains. Only parameters that are whole segments are found.
 *
 * canonicalPattern(match, '/m/param0marker/x', [lang]) → '/m{/:lang}/x', as for '/m/x'
 */
export function canonicalPattern(
  match: (path: string) => PathMatch | false,
  marked: string,
  markers: readonly Marker[],
): string {
  let path = marked;
  let kept = markers;
  for (const marker of [...markers].reverse()) {
    const others = kept.filter((one) => one !== marker);
    const without = path.replace(`/${marker.text}`, '');
    if (without === path || !leads(match(without), without, others)) continue;
    path = without;
    kept = others;
  }
  const optional: Marker[] = [];
  for (let index = 0; index < MOST; index++) {
    const found = insertion(match, path, [...kept, ...optional], markerOf(markers.length + index));
    if (found === undefined) break;
    path = found.path;
    optional.push(found.marker);
  }
  for (const marker of optional) path = path.replace(`/${marker.text}`, `{/${parameter(marker)}}`);
  for (const marker of kept) path = path.replace(marker.text, parameter(marker));
  return path;
}

/** A path with one more parameter, which may stand there. */
function insertion(
  match: (path: string) => PathMatch | false,
  path: string,
  markers: readonly Marker[],
  text: string,
): { path: string; marker: Marker } | undefined {
  const gaps = [...path.matchAll(/\//g)].map(({ index }) => index).concat(path.length);
  for (const gap of gaps) {
    const candidate = `${path.slice(0, gap)}/${text}${path.slice(gap)}`;
    const matched = match(candidate);
    if (!matched) continue;
    const name = Object.keys(matched.params).find((one) => markers.every((known) => known.name !== one));
    if (name === undefined) continue;
    const marker = { text, name, wildcard: Array.isArray(matched.params[name]) };
    if (leads(matched, candidate, [...markers, marker])) return { path: candidate, marker };
  }
  return undefined;
}

/** Whether a whole path was matched, with just these values. */
const leads = (match: PathMatch | false, path: string, markers: readonly Marker[]): boolean =>
  match !== false &&
  match.path === path &&
  Object.keys(match.params).length === markers.length &&
  markers.every(({ name, text }) => String(match.params[name]) === text);

const parameter = ({ name, wildcard }: Marker) => `${wildcard ? '*' : ':'}${name}`;
