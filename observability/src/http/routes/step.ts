import { express4Sources } from './express4-pattern';
import { type Layer, patternsOf } from './express-internals';
import { learnPattern, type Matcher, shapeOf } from './learned-pattern';

/** One way through a layer: what it takes off a path, and the pattern it was made from. */
export interface Step {
  /** The part of the path it takes, or undefined if it does not match. */
  take(path: string): string | undefined;
  /** The pattern, or undefined where it is not known; of a path that the step takes it may be learned. */
  pattern(path?: string): string | undefined;
  /** Whether it takes nothing off any path. */
  readonly everywhere?: true;
}

/** Every way through a layer: one for each path it was given. The same ones each time, with what they learned. */
export function stepsOf(layer: Layer): readonly Step[] {
  const known = STEPS.get(layer) ?? makeSteps(layer);
  STEPS.set(layer, known);
  return known;
}

const STEPS = new WeakMap<Layer, readonly Step[]>();

function makeSteps(layer: Layer): readonly Step[] {
  if (layer.slash === true || layer.regexp?.fast_slash === true) return [EVERYWHERE];
  if (layer.regexp !== undefined) return express4Steps(layer);
  const patterns = layer.route?.path ?? layer.rawPath;
  const known = patterns === undefined ? [] : patternsOf(patterns);
  return (layer.matchers ?? []).map((matcher, index) => {
    const declared = known[index];
    return {
      take: (path) => matched(() => matcher(path) || undefined)?.path,
      pattern: declared === undefined ? learning(matcher) : () => String(declared),
    };
  });
}

/** Learns a pattern for each shape of the paths that are matched: a part that may be left out is not always seen. */
function learning(matcher: Matcher): Step['pattern'] {
  const patterns = new Map<string, string>();
  return (path) => {
    const shape = path === undefined ? undefined : shapeOf(matcher, path);
    if (path === undefined || shape === undefined) return undefined;
    const pattern = patterns.get(shape) ?? learnPattern(matcher, path);
    if (pattern !== undefined) patterns.set(shape, pattern);
    return pattern;
  };
}

const EVERYWHERE: Step = { take: () => '', pattern: () => '', everywhere: true };

function express4Steps(layer: Layer): readonly Step[] {
  const sources = express4Sources(layer);
  const declared = layer.route === undefined ? [] : patternsOf(layer.route.path);
  if (declared.length > 0 && declared.length !== sources.length) {
    return [{ take: (path) => layer.regexp?.exec(path)?.[0], pattern: () => declared.join(',') }];
  }
  if (layer.regexp?.fast_star === true) return [{ take: (path) => path, pattern: () => '*' }];
  return sources.map(({ matcher, pattern }, index) => ({
    take: (path) => matcher.exec(path)?.[0],
    pattern: () => String(declared[index] ?? pattern),
  }));
}

function matched<T>(match: () => T): T | undefined {
  try {
    return match();
  } catch {
    // A malformed escape in the path is no match; the application answers it with 400.
    return undefined;
  }
}
