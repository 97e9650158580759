import { problem, type Place, type Problem } from '../../errors';
import {
  checkTypes,
  QueryError,
  readQuery,
  typeInWords,
  withoutTimeShifts,
  type QueryTemplate,
} from '../../promql';
import type { At } from '../yaml/schema';

/** A query and where it was written; `field` is how messages call it. */
export interface PlacedQuery {
  readonly field: string;
  readonly text: string;
  readonly at: Place;
  /** Where a character of the query stands, if that is known. */
  readonly inside?: (character: number) => Place | undefined;
}

/** A query as a field of the specification holds it; `field` is how messages call it. */
export function placed(field: string, { value, at, inside }: At<string>): PlacedQuery {
  const before = value.length - value.trimStart().length;
  return {
    field,
    text: value.trim(),
    at,
    ...(inside && { inside: (character: number) => inside(before + character) }),
  };
}

/** Where a character of a query stands; where the query begins if that is not known. */
export const placeIn = ({ at, inside }: PlacedQuery, character: number): Place => inside?.(character) ?? at;

/**
 * Parses a query and finds its types; one that Prometheus would not load, or that is no instant vector, becomes a problem at
 * its place.
 */
export function parseQuery(query: PlacedQuery, problems: Problem[]): QueryTemplate | undefined {
  return reporting(query, problems, () => {
    const written = readQuery(query.text);
    const template = readQuery(withoutTimeShifts(written.text, written.promql));
    const { type } = checkTypes(template.promql, template.text);
    if (type !== 'vector')
      throw new QueryError('query-type', `the whole is ${typeInWords[type]}, but must be an instant vector`);
    return template;
  });
}

/** A query as far as it parses; what does not is reported where the query is read. */
export function parsedQuery({ text }: PlacedQuery): QueryTemplate | undefined {
  try {
    return readQuery(text);
  } catch (error) {
    if (error instanceof QueryError) return undefined;
    throw error;
  }
}

/** Runs a step that may throw `QueryError`, and makes a problem of it. */
export function reporting<T>(query: PlacedQuery, problems: Problem[], step: () => T): T | undefined {
  try {
    return step();
  } catch (error) {
    if (!(error instanceof QueryError)) throw error;
    problems.push(asProblem(error, query.field, placeIn(query, error.offset)));
    return undefined;
  }
}

function asProblem({ id, found, offset }: QueryError, field: string, at: Place): Problem {
  switch (id) {
    case 'query-syntax':
      return problem(id, at, { field, snippet: found, offset: offset + 1 });
    case 'query-type':
    case 'query-regex':
      return problem(id, at, { field, found, offset: offset + 1 });
    case 'query-fixed-time':
    case 'query-future':
    case 'query-mixture':
    case 'query-without-window':
      return problem(id, at, { field, found });
    case 'query-shape':
      return problem(id, at, {
        field,
        found,
        expected: 'a query with one window',
        remedy: 'write the window as {{.window}}',
      });
  }
}
