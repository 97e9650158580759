import { randomUUID } from 'node:crypto';
import zlib from 'node:zlib';
import type { Project, Sending } from './api-client';

/** A flood: what comes at once. */
export interface Flood {
  readonly name: string;
  readonly count: number;
  /** Whether a 200 acknowledges an event. */
  readonly hasEvents: boolean;
  sending(target: Project): Sending;
}

const mebibyte = 1024 * 1024;
const newKey = () => randomUUID().replaceAll('-', '');
const envelopePath = ({ id }: Project, key?: string) =>
  `/api/${id}/envelope/${key === undefined ? '' : `?sentry_version=7&sentry_key=${key}`}`;

const { BROTLI_PARAM_LGWIN, BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT } = zlib.constants;
/** 200 MB of one byte behind a first line, in a few hundred bytes that ask for the largest window. */
const brotliBomb = (beginning: string, lgwin: number) =>
  zlib.brotliCompressSync(Buffer.concat([Buffer.from(beginning), Buffer.alloc(200_000_000, 'x')]), {
    params: {
      [BROTLI_PARAM_LGWIN]: lgwin,
      [BROTLI_PARAM_QUALITY]: 5,
      [BROTLI_PARAM_SIZE_HINT]: 200_000_000,
    },
  });

/** An envelope of almost 5 MiB with an event of almost 1 MiB, in a few kB. */
function largeEnvelope(header: object): Buffer {
  const event = JSON.stringify({ message: 'flood', extra: { text: 'a'.repeat(900_000) } });
  const filler = Buffer.alloc(4 * mebibyte, 'b');
  return zlib.gzipSync(
    Buffer.concat([
      Buffer.from(`${JSON.stringify(header)}\n${JSON.stringify({ type: 'event' })}\n${event}\n`),
      Buffer.from(`${JSON.stringify({ type: 'attachment', length: filler.length })}\n`),
      filler,
    ]),
  );
}

const dsnOf = ({ id, publicKey }: Project) => ({ dsn: `http://${publicKey}@127.0.0.1/${id}` });

/** The floods of the table. They are made once: to compress takes longer than to send. */
export function makeFloods(target: Project): Flood[] {
  const bomb = brotliBomb('{}\n', 24);
  const smallBomb = brotliBomb(`${JSON.stringify(dsnOf(target))}\n`, 22);
  const large = largeEnvelope({});
  const largeWithDsn = largeEnvelope(dsnOf(target));
  const plain = Buffer.concat([Buffer.from('{}\n'), Buffer.alloc(5 * mebibyte - 1000, 'x')]);
  return [
    {
      name: '60 brotli bombs (window 2^24), unknown keys',
      count: 60,
      hasEvents: false,
      sending: (project) => ({ path: envelopePath(project, newKey()), body: bomb, encoding: 'br' }),
    },
    {
      name: '200 gzip envelopes, good key',
      count: 200,
      hasEvents: true,
      sending: (project) => ({
        path: envelopePath(project, project.publicKey),
        body: large,
        encoding: 'gzip',
      }),
    },
    {
      name: '200 gzip envelopes, key in the header',
      count: 200,
      hasEvents: true,
      sending: (project) => ({ path: envelopePath(project), body: largeWithDsn, encoding: 'gzip' }),
    },
    {
      name: '60 brotli bombs (window 2^22), key in the header',
      count: 60,
      hasEvents: false,
      sending: (project) => ({ path: envelopePath(project), body: smallBomb, encoding: 'br' }),
    },
    {
      name: '150 bodies of 5 MB held open, good key',
      count: 150,
      hasEvents: false,
      sending: (project) => ({
        path: envelopePath(project, project.publicKey),
        body: plain,
        isHeldOpen: true,
      }),
    },
    {
      name: '150 bodies of 5 MB held open, no key',
      count: 150,
      hasEvents: false,
      sending: (project) => ({ path: envelopePath(project), body: plain, isHeldOpen: true }),
    },
  ];
}
