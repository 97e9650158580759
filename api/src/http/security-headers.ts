import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** Headers for an interface that serves data, no pages. Ingest relaxes them for other origins. */
export const securityHeaders = (): RequestHandler =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
    },
    referrerPolicy: { policy: 'no-referrer' },
  });
