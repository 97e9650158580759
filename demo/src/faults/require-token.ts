import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import { DemoError } from '../errors';
import { readSecret } from '../secrets';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/**
 * Lets those pass who hold the faults token, read anew each time.
 * @throws DemoError `FAULTS_DENIED`, `SECRET_MISSING`
 */
export const requireToken = (tokenFile: string): RequestHandler => {
  return async function requireFaultsToken(request, response, next) {
    const [, given = ''] = /^Bearer ([\w.~+/=-]{1,512})$/i.exec(request.headers.authorization ?? '') ?? [];
    const wanted = await readSecret(tokenFile);
    if (!timingSafeEqual(digest(given), digest(wanted))) {
      response.set('www-authenticate', 'Bearer realm="faults"');
      throw new DemoError('FAULTS_DENIED', undefined);
    }
    next();
  };
};
