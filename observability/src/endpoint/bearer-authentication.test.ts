import express from 'express';
import request from 'supertest';
import { bearerAuthentication, type BearerAuthenticationOptions } from './bearer-authentication';
import type { Principal } from './principal';

const unhandled: unknown[] = [];
const note = (error: unknown) => unhandled.push(error);
beforeEach(() => process.on('unhandledRejection', note));
afterEach(() => {
  process.off('unhandledRejection', note);
  expect(unhandled).toEqual([]);
});

const fail = (): never => {
  throw new Error('made to fail');
};
const reject: () => unknown = () => Promise.reject(new Error('made to fail'));

test.each<[string, number, BearerAuthenticationOptions<Principal>]>([
  ['onError throws', 503, { verify: fail, onError: fail }],
  ['onError rejects', 503, { verify: fail, onError: reject }],
  ['body throws', 500, { verify: () => undefined, body: fail }],
])('when %s the answer is %d', async (_title, status, options) => {
  const app = express().set('env', 'test').use(bearerAuthentication(options).require('event:read'));
  await request(app).get('/').set('Authorization', 'Bearer abc').timeout(5000).expect(status);
});
