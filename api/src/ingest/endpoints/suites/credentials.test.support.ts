import { randomUUID } from 'node:crypto';
import { type TestApi } from '../../api.test.support';
import { eventEnvelope, type IngestContext, newId } from './context.test.support';

/** Where a key may stand, and which are refused. */
export function credentialsSuite(at: IngestContext): void {
  const header = (key: string) => `Sentry sentry_version=7, sentry_client=x/1, sentry_key=${key}`;

  it('are taken from the headers, and from the envelope’s dsn', async () => {
    const { publicKey, id } = at.project;
    const dsn = `http://${publicKey}@tunnel.example/${id}`;
    const ways: Parameters<TestApi['send']>[1][] = [
      { key: null, headers: { 'x-sentry-auth': header(publicKey) }, body: eventEnvelope() },
      { key: null, headers: { authorization: header(publicKey) }, body: eventEnvelope() },
      { key: null, body: eventEnvelope({}, { dsn }) },
      { body: eventEnvelope({}, { dsn }) },
    ];
    for (const way of ways) expect((await at.api.send(at.project, way)).status).toBe(200);
  });

  it('that conflict are refused', async () => {
    const other = await at.api.createProject(`q${randomUUID().slice(0, 8)}`);
    const dsn = `http://${at.project.publicKey}@host/${other.id}`;
    const headers = { 'x-sentry-auth': header(other.publicKey) };
    expect((await at.api.send(at.project, { headers, body: eventEnvelope() })).status).toBe(403);
    expect((await at.api.send(at.project, { body: eventEnvelope({}, { dsn }) })).status).toBe(403);
    expect((await at.api.send(at.project, { key: other.publicKey, body: eventEnvelope() })).status).toBe(403);
  });

  it('that are wrong do not shut the project for others', async () => {
    for (let guess = 0; guess < 20; guess += 1) {
      expect((await at.api.send(at.project, { key: newId(), body: eventEnvelope() })).status).toBe(403);
    }
    expect((await at.api.send(at.project, { body: eventEnvelope() })).status).toBe(200);
  });
}
