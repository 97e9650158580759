import type { RequestHandler } from 'express';
import { httpErrors } from './http-error';

/** A part of GlitchTip's interface that this API has not. */
interface UnsupportedPart {
  /** What it is, in the plural: it begins the answer's sentence. */
  readonly what: string;
  /** Below `/api/0`. */
  readonly paths: readonly string[];
}

/** What GlitchTip (or Sentry's command line) has and this API has not. docs/api.md lists the same. */
export const unsupportedParts: readonly UnsupportedPart[] = [
  {
    what: 'Releases and deploys',
    paths: [
      '/organizations/:organization/releases/',
      '/organizations/:organization/releases/:version/',
      '/organizations/:organization/releases/:version/deploys/',
      '/organizations/:organization/releases/:version/commits/',
      '/organizations/:organization/releases/:version/files/',
      '/organizations/:organization/releases/:version/files/:file/',
      '/projects/:organization/:project/releases/',
      '/projects/:organization/:project/releases/:version/',
      '/projects/:organization/:project/releases/:version/files/',
      '/projects/:organization/:project/releases/:version/files/:file/',
    ],
  },
  {
    what: 'Source maps, debug files and other uploads',
    paths: [
      '/organizations/:organization/chunk-upload/',
      '/organizations/:organization/artifactbundle/assemble/',
      '/organizations/:organization/releases/:version/assemble/',
      '/projects/:organization/:project/files/difs/assemble/',
      '/projects/:organization/:project/files/dsyms/',
      '/projects/:organization/:project/reprocessing/',
    ],
  },
  { what: 'Repositories and commits', paths: ['/organizations/:organization/repos/'] },
  {
    what: 'Members and users',
    paths: [
      '/organizations/:organization/members/',
      '/organizations/:organization/members/:member/',
      '/organizations/:organization/users/',
      '/teams/:organization/:team/members/',
      '/users/',
      '/users/:user/',
      '/users/:user/emails/',
      '/users/:user/notifications/',
    ],
  },
  { what: 'Tokens over this interface', paths: ['/api-tokens/', '/api-tokens/:token/'] },
  {
    what: 'Alerts of projects',
    paths: ['/projects/:organization/:project/alerts/', '/projects/:organization/:project/alerts/:alert/'],
  },
  {
    what: 'Uptime and cron monitors',
    paths: [
      '/organizations/:organization/monitors/',
      '/organizations/:organization/monitors/:monitor/',
      '/organizations/:organization/monitors/:monitor/checks/',
      '/organizations/:organization/status-pages/',
    ],
  },
  {
    what: 'Transactions and statistics',
    paths: [
      '/organizations/:organization/transaction-groups/',
      '/organizations/:organization/transactions/',
      '/organizations/:organization/stats_v2/',
      '/organizations/:organization/events/',
    ],
  },
  {
    what: 'Comments, user reports and hashes of issues',
    paths: [
      '/issues/:issue/comments/',
      '/issues/:issue/comments/:comment/',
      '/issues/:issue/user-reports/',
      '/issues/:issue/hashes/',
      '/organizations/:organization/user-reports/',
    ],
  },
  {
    what: 'Lists of environments',
    paths: ['/organizations/:organization/environments/', '/projects/:organization/:project/environments/'],
  },
  { what: 'Settings and the setup wizard', paths: ['/settings/', '/wizard/', '/wizard/:hash/'] },
];

const patterns = unsupportedParts.flatMap(({ what, paths }) =>
  paths.map((path) => ({
    what,
    pattern: new RegExp(`^/api/0${path.replaceAll(/:\w+/g, '[^/]+').replace(/\/$/, '/?')}$`),
  })),
);

/**
 * Answers requests for what GlitchTip has and this API has not, in words that sentry-cli prints. Not by 404, for which
 * sentry-cli prints "organization not found", nor by 501, which would count as a failure of the service.
 */
export const refuseUnsupported: RequestHandler = (request, _response, next) => {
  const part = patterns.find(({ pattern }) => pattern.test(request.path));
  if (part === undefined) return void next();
  throw httpErrors.badRequest(`${part.what} are not supported by this API; docs/api.md lists what is`);
};
