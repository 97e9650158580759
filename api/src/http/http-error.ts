/** What is wrong with one field of a request. */
export interface FieldProblem {
  loc: (string | number)[];
  msg: string;
  type: string;
}

/** An answer other than 2xx, as GlitchTip words it: `{"detail": …}`. */
export class HttpError extends Error {
  constructor(
    readonly status: number,
    readonly detail: string | readonly FieldProblem[],
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(typeof detail === 'string' ? detail : detail.map(({ msg }) => msg).join('; '));
    this.name = 'HttpError';
  }
}

/** The answers of the REST interface that are not a success; refused tokens are answered in refusal-body.ts. */
export const httpErrors = {
  badRequest: (detail: string) => new HttpError(400, detail),
  notFound: () => new HttpError(404, 'Not Found'),
  methodNotAllowed: (allowed: readonly string[], detail = 'Method not allowed') =>
    new HttpError(405, detail, { Allow: allowed.join(', ') }),
  conflict: (detail: string) => new HttpError(409, detail),
  unprocessable: (problems: readonly FieldProblem[]) => new HttpError(422, problems),
  unavailable: () =>
    new HttpError(503, 'The service is temporarily unavailable; retry later', { 'Retry-After': '5' }),
};
