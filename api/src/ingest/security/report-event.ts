import { readCsp } from '../event/csp';
import { textOrNull, type JsonObject } from '../event/read';
import type { HostPolicy, ReportContext, Violation } from './reports';

/** What the request says about a report, beside its body. */
export interface ReportRequest {
  readonly received: Date;
  readonly userAgent: string | undefined;
  readonly environment: string | undefined;
  readonly release: string | undefined;
}

/** Sentry's titles. */
const titles: Readonly<Record<HostPolicy, string>> = {
  'expect-ct': 'Expect-CT failed for',
  'expect-staple': 'Expect-Staple failed for',
  hpkp: 'Public key pinning validation failed for',
};

function commonFields(context: ReportContext, request: ReportRequest): JsonObject {
  const happened = request.received.getTime() - (context.age ?? 0);
  return {
    platform: 'other',
    level: 'error',
    timestamp: happened / 1000,
    environment: request.environment,
    release: request.release,
    user: { ip_address: '{{auto}}' },
  };
}

function cspEvent(report: JsonObject, context: ReportContext, request: ReportRequest): JsonObject {
  const csp = readCsp(report);
  const fields = csp?.report ?? {};
  const headers = {
    'User-Agent': context.userAgent ?? request.userAgent,
    Referer: textOrNull(fields.referrer, 8192),
  };
  return {
    ...commonFields(context, request),
    logger: 'csp',
    csp: report,
    request: {
      url: textOrNull(fields.document_uri, 8192) ?? context.url,
      headers: Object.fromEntries(Object.entries(headers).filter(([, value]) => Boolean(value))),
    },
    tags: { 'effective-directive': csp?.directive, 'blocked-uri': textOrNull(fields.blocked_uri, 200) },
  };
}

function hostEvent(kind: HostPolicy, report: JsonObject, request: ReportRequest): JsonObject {
  const host = textOrNull(report.hostname, 200) ?? '';
  return {
    ...commonFields({}, request),
    logger: kind,
    culprit: host,
    message: `${titles[kind]} '${host}'`,
    fingerprint: [kind, host],
    tags: { hostname: host, port: report.port },
    request: { headers: request.userAgent === undefined ? {} : { 'User-Agent': request.userAgent } },
    extra: report,
  };
}

/** The event, as an SDK would send it, that a report becomes. */
export const reportEvent = (violation: Violation, request: ReportRequest): JsonObject =>
  violation.kind === 'csp'
    ? cspEvent(violation.report, violation.context, request)
    : hostEvent(violation.kind, violation.report, request);
