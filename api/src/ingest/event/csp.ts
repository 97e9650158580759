import { asObject, isObject, textOrNull, type JsonObject } from './read';

/** A violation of a content security policy. */
export interface Csp {
  readonly directive: string;
  /** Host or scheme of what was blocked. */
  readonly blocked: string;
  readonly report: JsonObject;
}

const hostOf = (uri: string): string => {
  if (!URL.canParse(uri)) return uri;
  const { host, protocol } = new URL(uri);
  return host === '' ? protocol.replace(/:$/, '') : host;
};

/** Reads the `csp` interface: a report as browsers send it, with dashes or underscores, bare or in `csp-report`. */
export function readCsp(value: unknown): Csp | undefined {
  if (!isObject(value)) return undefined;
  const wrapped = value['csp-report'];
  const report = Object.fromEntries(
    Object.entries(isObject(wrapped) ? asObject(wrapped) : value).map(([key, inner]) => [
      key.replaceAll('-', '_'),
      inner,
    ]),
  );
  const directive =
    textOrNull(report.effective_directive, 256) ??
    textOrNull(report.violated_directive, 256)?.split(' ', 1)[0];
  if (!directive) return undefined;
  return { directive, blocked: hostOf(textOrNull(report.blocked_uri, 1024) ?? 'self'), report };
}
