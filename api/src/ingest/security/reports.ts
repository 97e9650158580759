import { isObject, textOrNull, type JsonObject } from '../event/read';
import { readCsp } from '../event/csp';

/** What a browser reports: a violation of a policy, or something else that the Reporting API carries. */
export type SecurityReport = Violation | { readonly kind: 'unsupported' | 'malformed' };

/** A report that becomes an event. */
export interface Violation {
  readonly kind: 'csp' | HostPolicy;
  readonly report: JsonObject;
  readonly context: ReportContext;
}

/** What the Reporting API says of a report beside its body. */
export interface ReportContext {
  readonly url?: string | undefined;
  readonly userAgent?: string | undefined;
  /** Milliseconds between the violation and the request. */
  readonly age?: number | undefined;
}

/** Policies about a host's certificate. */
export type HostPolicy = 'expect-ct' | 'expect-staple' | 'hpkp';

/** The member of a report-uri body that holds the report. */
const wrappers: readonly (readonly [string, HostPolicy])[] = [
  ['expect-ct-report', 'expect-ct'],
  ['expect-staple-report', 'expect-staple'],
];

const malformed: SecurityReport = { kind: 'malformed' };

const cspOf = (report: unknown, context: ReportContext): SecurityReport =>
  isObject(report) && readCsp(report) !== undefined ? { kind: 'csp', report, context } : malformed;

const hostReport = (kind: HostPolicy, report: unknown): SecurityReport =>
  isObject(report) && textOrNull(report.hostname) !== null ? { kind, report, context: {} } : malformed;

/** `blockedURL` of the Reporting API is `blocked-uri` in report-uri bodies (CSP 3, section 5). */
const reportUriName = (name: string): string =>
  name === 'sample'
    ? 'script-sample'
    : name.replace(/URL$/, 'Uri').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const reportUriForm = (body: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(body).map(([name, value]) => [reportUriName(name), value]));

/** One element of an `application/reports+json` body (W3C Reporting API, section 3.4). */
function fromReportingApi(element: unknown): SecurityReport {
  if (!isObject(element) || typeof element.type !== 'string') return malformed;
  if (element.type !== 'csp-violation') return { kind: 'unsupported' };
  if (!isObject(element.body)) return malformed;
  const { age } = element;
  return cspOf(reportUriForm(element.body), {
    url: textOrNull(element.url, 8192) ?? undefined,
    userAgent: textOrNull(element.user_agent, 1024) ?? undefined,
    age: typeof age === 'number' && age >= 0 ? age : undefined,
  });
}

function fromReportUri(body: JsonObject): SecurityReport {
  if ('csp-report' in body) return cspOf(body['csp-report'], {});
  const wrapper = wrappers.find(([name]) => name in body);
  if (wrapper !== undefined) return hostReport(wrapper[1], body[wrapper[0]]);
  if ('known-pins' in body) return hostReport('hpkp', body);
  return cspOf(body, {});
}

/**
 * Reads a body of the security endpoint by its shape: a list of the Reporting API, one report of it, or a report-uri
 * body (CSP, Expect-CT, Expect-Staple, HPKP). The Content-Type does not matter.
 *
 * @returns undefined for a body that is neither a list nor an object.
 */
export function readSecurityReports(body: unknown): SecurityReport[] | undefined {
  if (Array.isArray(body)) return body.map(fromReportingApi);
  if (!isObject(body)) return undefined;
  return ['type' in body && 'body' in body ? fromReportingApi(body) : fromReportUri(body)];
}
