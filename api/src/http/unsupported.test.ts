import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import express from 'express';
import supertest from 'supertest';
import { errorHandler, notFound } from './error-handler';
import { refuseUnsupported, unsupportedParts } from './unsupported';

const app = express().use(refuseUnsupported, notFound, errorHandler);
const cases = unsupportedParts.flatMap(({ what, paths }) => paths.map((path) => [path, what] as const));

test.each(cases)('%s is answered in words', async (path, what) => {
  const address = `/api/0${path.replaceAll(/:\w+/g, 'any@1.0')}`;
  for (const request of [
    supertest(app).get(`${address}?cursor=`),
    supertest(app).post(address).send({ version: '1' }),
    supertest(app).put(address.replace(/\/$/, '')),
  ]) {
    await request.expect(400, {
      detail: `${what} are not supported by this API; docs/api.md lists what is`,
    });
  }
});

test.each(['/api/0/', '/api/0/nothing/', '/api/0/organizations/', '/releases/', '/api/0/users/1/2/'])(
  '%s is not among them',
  async (path) => {
    await supertest(app).get(path).expect(404, { detail: 'Not Found' });
  },
);

test('docs/api.md lists each', () => {
  const document = readFileSync(join(__dirname, '../../../docs/api.md'), 'utf8');
  for (const [path, what] of cases) {
    expect(document).toContain(`\`…${path.replaceAll(/:(\w+)/g, '<$1>')}\``);
    expect(document).toContain(`| ${what} `);
  }
});
