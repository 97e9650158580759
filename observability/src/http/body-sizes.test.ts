import { writeFile } from 'node:fs/promises';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import express, { type RequestHandler } from 'express';
import { type ParsedFamily, parseExposition } from './exposition.test.support';
import { EXPRESS_VERSIONS } from './express-versions.test.support';
import { createHttpMetrics } from './http-metrics';
import { eventually, moment, requestsCounted, send, sendRaw, type Sent, serve } from './server.test.support';
import { COARSE_SIZE_BOUNDS, SIZE_BOUNDS, sizeBucket } from './sizes';

const CHUNKED = { 'transfer-encoding': 'chunked' };
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'body-sizes-'));
  await writeFile(join(folder, 'file.txt'), 'x'.repeat(70_000));
  await writeFile(join(folder, 'x'), 'x'.repeat(70_000));
});
afterAll(() => rm(folder, { recursive: true }));

interface Case {
  readonly name: string;
  readonly answer: RequestHandler;
  readonly sent: Omit<Sent, 'path'>;
  readonly requestBytes: number;
  readonly responseBytes: number;
  /** Whether django-prometheus counts the response as a streaming one. */
  readonly streamed?: true;
}

const CASES: readonly Case[] = [
  {
    name: 'no body at all',
    answer: (_request, response) => void response.status(204).end(),
    sent: {},
    requestBytes: 0,
    responseBytes: 0,
  },
  {
    name: 'a body with its length, and send()',
    answer: (_request, response) => void response.send('fünf'),
    sent: { method: 'POST', headers: { 'content-length': '6' }, body: 'abcdef' },
    requestBytes: 6,
    responseBytes: 5,
  },
  {
    name: 'a chunked body, read late, and json()',
    answer: (request, response) => {
      setTimeout(() => request.on('data', () => undefined).on('end', () => response.json({ a: 1 })), 20);
    },
    sent: { method: 'POST', headers: CHUNKED, body: 'x'.repeat(100_000) },
    requestBytes: 100_000,
    responseBytes: 7,
  },
  {
    name: 'a chunked body that nobody reads',
    answer: (_request, response) => void setTimeout(() => response.end(), 50),
    sent: { method: 'POST', headers: CHUNKED, body: 'abc' },
    requestBytes: 3,
    responseBytes: 0,
  },
  {
    name: 'a response written in parts, the last by end()',
    answer: (_request, response) => {
      response.write('fünf');
      response.write(Buffer.alloc(1000));
      response.write('ff00', 'hex');
      response.end('end');
    },
    sent: {},
    requestBytes: 0,
    responseBytes: 5 + 1000 + 2 + 3,
    streamed: true,
  },
  {
    name: 'end() after the headers were written',
    answer: (_request, response) => void response.writeHead(200).end('abcd'),
    sent: {},
    requestBytes: 0,
    responseBytes: 4,
  },
  {
    name: 'a piped stream',
    answer: (_request, response) => void Readable.from(['abc', 'def']).pipe(response),
    sent: {},
    requestBytes: 0,
    responseBytes: 6,
    streamed: true,
  },
  {
    name: 'a file',
    answer: (_request, response) => response.sendFile(join(folder, 'file.txt')),
    sent: {},
    requestBytes: 0,
    responseBytes: 70_000,
    streamed: true,
  },
  {
    name: 'a part of a file',
    answer: (_request, response) => response.sendFile(join(folder, 'file.txt')),
    sent: { headers: { range: 'bytes=10-19' } },
    requestBytes: 0,
    responseBytes: 10,
    streamed: true,
  },
  {
    name: 'a static file',
    answer: (request, response, next) => void express.static(folder)(request, response, next),
    sent: {},
    requestBytes: 0,
    responseBytes: 70_000,
    streamed: true,
  },
  {
    name: 'end() after the end, which Node refuses',
    answer: (_request, response) => {
      response.on('error', () => undefined).end('hello');
      response.end('more');
    },
    sent: {},
    requestBytes: 0,
    responseBytes: 5,
  },
  {
    name: 'end() and write() after the end of what was written in parts',
    answer: (_request, response) => {
      response.on('error', () => undefined).write('abc');
      response.end('def');
      response.end('more');
      response.write('even more');
    },
    sent: {},
    requestBytes: 0,
    responseBytes: 6,
    streamed: true,
  },
  {
    name: 'write() after send()',
    answer: (_request, response) => {
      response.on('error', () => undefined).send('hello');
      response.write('more');
    },
    sent: {},
    requestBytes: 0,
    responseBytes: 5,
  },
  {
    name: 'a Content-Length, its body piped',
    answer: (_request, response) => {
      response.set('Content-Length', '6');
      Readable.from(['abc', 'def']).pipe(response);
    },
    sent: {},
    requestBytes: 0,
    responseBytes: 6,
    streamed: true,
  },
  {
    name: 'HEAD, whose answer has a length and no body',
    answer: (_request, response) => {
      response.set('Content-Length', '99');
      response.end('never sent');
    },
    sent: { method: 'HEAD' },
    requestBytes: 0,
    responseBytes: 0,
  },
];

/** Where the answering application is. Express links one that is mounted in a plain router to nothing. */
const PLACES = [
  { place: 'in the application', within: (app: express.Express) => app },
  {
    place: 'in an application in it',
    within: (app: express.Express, lib: typeof express) => mounted(lib(), (inner) => app.use('/', inner)),
  },
  {
    place: 'in an application in a router in an application in a router in it',
    within(app: express.Express, lib: typeof express) {
      const { Router } = lib;
      const outer = mounted(lib(), (one) => app.use('/', Router().use('/', one)));
      return mounted(lib(), (one) => outer.use('/', Router().use('/', one)));
    },
  },
  {
    place: 'in an application behind a handler, after its first request',
    within(app: express.Express, lib: typeof express) {
      const hidden = lib().get('/first', (_request, response) => void response.end());
      return mounted(hidden, (one) =>
        app.use((request, response, next) => void one(request, response, next)),
      );
    },
    first: '/first',
  },
] as const;

function mounted(app: express.Express, mount: (app: express.Express) => unknown): express.Express {
  mount(app);
  return app;
}

const EVERYWHERE = EXPRESS_VERSIONS.flatMap((version) =>
  PLACES.map((place) => ({ ...version, first: undefined, ...place })),
);

describe.each(EVERYWHERE)('body sizes in $name, $place', ({ load, within, first }) => {
  test.each([...CASES])('$name', async ({ answer, sent, requestBytes, responseBytes, streamed = false }) => {
    const metrics = createHttpMetrics({ bodySizes: SIZE_BOUNDS, django: true });
    const lib = load();
    const app = lib().use(metrics.middleware);
    within(app, lib).all('/x', answer);
    const served = await serve(app);
    try {
      if (first !== undefined) {
        await send(served, { path: first });
        await eventually(async () =>
          expect(await requestsCounted(metrics.registry)).toEqual({ [`GET ${first} 200`]: 1 }),
        );
      }
      await send(served, { ...sent, path: '/x' });
      await eventually(async () =>
        expect(Object.keys(await requestsCounted(metrics.registry))).toHaveLength(
          first === undefined ? 1 : 2,
        ),
      );
      const families = parseExposition(await metrics.registry.metrics());
      for (const [kind, bytes] of [
        ['request', requestBytes],
        ['response', responseBytes],
      ] as const) {
        const name = `http_server_${kind}_body_size_bytes`;
        const family = families.find((one) => one.name === name);
        const samples = (family?.samples ?? []).filter(({ labels }) => labels.http_route === '/x');
        expect(samples.find((sample) => sample.name === `${name}_sum`)?.value).toBe(bytes);
        const below = samples.filter(({ labels, value }) => labels.le !== undefined && value === 0);
        expect(below.map(({ labels }) => Number(labels.le))).toEqual(
          SIZE_BOUNDS.filter((bound) => bound < bytes),
        );
      }
      expect(valueOf(families, 'django_http_responses_streaming_total')).toBe(Number(streamed));
    } finally {
      await served.close();
    }
  });
});

describe.each([...EXPRESS_VERSIONS])('body sizes in $name', ({ load }) => {
  test.each<[string, number, (response: express.Response, come: () => void) => void]>([
    ['a part of what was announced', 1000, (response, come) => response.write('x'.repeat(1000), come)],
    [
      'only its head',
      0,
      (response, come) => {
        response.flushHeaders();
        come();
      },
    ],
  ])('of an answer whose client left, %s', async (_title, bytes, answer) => {
    const metrics = createHttpMetrics({ bodySizes: [2 ** 20] });
    const { come, came } = moment();
    const app = load()().use(metrics.middleware);
    app.get('/x', (_request, response) => answer(response.set('Content-Length', '10000000'), come));
    const served = await serve(app);
    try {
      await sendRaw(served, 'GET /x HTTP/1.1\r\nHost: a\r\n\r\n', came);
      await eventually(async () =>
        expect(await requestsCounted(metrics.registry)).toEqual({ 'GET /x 499': 1 }),
      );
      const families = parseExposition(await metrics.registry.metrics());
      expect(valueOf(families, 'http_server_response_body_size_bytes_sum')).toBe(bytes);
    } finally {
      await served.close();
    }
  });

  test('of chunked bodies that come by turns, and of one that never ends', async () => {
    const metrics = createHttpMetrics({ bodySizes: true });
    const app = load()().use(metrics.middleware);
    app.post('/x', (request, response) => {
      request.resume().on('end', () => response.send('ok'));
    });
    const served = await serve(app);
    try {
      const bodies = Array.from({ length: 3 }, () =>
        request({ port: served.port, method: 'POST', path: '/x', headers: CHUNKED }),
      );
      for (const body of bodies) body.on('error', () => undefined);
      for (let turn = 0; turn < 5; turn++) {
        for (const [index, body] of bodies.entries())
          await new Promise((resolve) => body.write('x'.repeat(10 ** index), resolve));
      }
      const [lost, ...ended] = bodies;
      lost?.destroy();
      for (const body of ended.reverse()) body.end();
      await eventually(async () =>
        expect(await requestsCounted(metrics.registry)).toEqual({ 'POST /x 200': 2, 'POST /x 499': 1 }),
      );
      const families = parseExposition(await metrics.registry.metrics());
      expect(valueOf(families, 'http_server_request_body_size_bytes_sum', '200')).toBe(50 + 500);
      expect(valueOf(families, 'http_server_request_body_size_bytes_sum', '499')).toBe(5);
    } finally {
      await served.close();
    }
  });

  test.each<[string, number, (response: express.Response, come: () => void) => void]>([
    ['the client left', 499, (_response, come) => come()],
    ['the answer came first', 200, (response) => void response.set('Connection', 'close').send('ok')],
  ])('of a body that was announced larger than it came: %s', async (_title, status, answer) => {
    const metrics = createHttpMetrics({ bodySizes: true, django: true });
    const { come, came } = moment();
    const app = load()().use(metrics.middleware);
    app.post('/x', (_request, response) => answer(response, come));
    const served = await serve(app);
    try {
      const head = `POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: ${2n ** 64n - 1n}\r\n\r\n`;
      const sent = `${head}a`;
      await sendRaw(served, sent, came);
      await eventually(async () =>
        expect(await requestsCounted(metrics.registry)).toEqual({ [`POST /x ${status}`]: 1 }),
      );
      const families = parseExposition(await metrics.registry.metrics());
      for (const name of ['http_server_request_body_size_bytes', 'django_http_requests_body_total_bytes'])
        expect(valueOf(families, `${name}_sum`)).toBeLessThanOrEqual(sent.length);
    } finally {
      await served.close();
    }
  });
});

describe.each([...EXPRESS_VERSIONS])('bodies that are refused early in $name', ({ load }) => {
  const length = 1_000_000;
  test.each<[string, string, number]>([
    ['none of it came, for want of a 100 Continue', `Expect: 100-continue\r\n\r\n`, 0],
    ['none of it came', '\r\n', 0],
    ['some of it came', `\r\n${'x'.repeat(10)}`, 10],
  ])('%s, on a connection that brought more before', async (_title, rest, bytes) => {
    const metrics = createHttpMetrics({ bodySizes: true, django: true });
    const app = load()().use(metrics.middleware);
    app.post('/whole', (request, response) => void request.resume().on('end', () => response.send('ok')));
    app.post('/refused', (request, response) => {
      const refuse = () => void response.status(413).set('Connection', 'close').send('too large');
      if (bytes > 0) request.once('data', refuse);
      else refuse();
    });
    const served = await serve(app);
    served.server.on('checkContinue', app);
    try {
      const headOf = (path: string) => `POST ${path} HTTP/1.1\r\nHost: a\r\nContent-Length: ${length}\r\n`;
      await sendRaw(served, `${headOf('/whole')}\r\n${'x'.repeat(length)}${headOf('/refused')}${rest}`);
      await eventually(async () =>
        expect(await requestsCounted(metrics.registry)).toEqual({
          'POST /whole 200': 1,
          'POST /refused 413': 1,
        }),
      );
      const families = parseExposition(await metrics.registry.metrics());
      const sum = (status: string) => valueOf(families, 'http_server_request_body_size_bytes_sum', status);
      expect(sum('200')).toBe(length);
      expect(sum('413')).toBe(bytes);
      expect(valueOf(families, 'django_http_requests_body_total_bytes_sum')).toBe(length + bytes);
    } finally {
      await served.close();
    }
  });

  test('large ones that come by turns, one of which is answered before its end', async () => {
    const metrics = createHttpMetrics({ bodySizes: true });
    const app = load()().use(metrics.middleware);
    const { come, came } = moment();
    app.post('/whole', (request, response) => void request.resume().on('end', () => response.send('ok')));
    app.post('/refused', (request, response) => {
      request.resume();
      void came.then(() => response.status(413).send());
    });
    const served = await serve(app);
    try {
      const headers = { 'content-length': '100' };
      const [refused, whole] = ['/refused', '/whole'].map((path) =>
        request({ port: served.port, method: 'POST', path, headers }).on('error', () => undefined),
      );
      for (let turn = 0; turn < 5; turn++) {
        await new Promise((resolve) => refused?.write('x'.repeat(10), resolve));
        await new Promise((resolve) => whole?.write('x'.repeat(10), resolve));
      }
      whole?.end('x'.repeat(50));
      await eventually(async () =>
        expect(await requestsCounted(metrics.registry)).toEqual({ 'POST /whole 200': 1 }),
      );
      come();
      await eventually(async () =>
        expect(await requestsCounted(metrics.registry)).toMatchObject({ 'POST /refused 413': 1 }),
      );
      refused?.destroy();
      const families = parseExposition(await metrics.registry.metrics());
      expect(valueOf(families, 'http_server_request_body_size_bytes_sum', '200')).toBe(100);
      expect(valueOf(families, 'http_server_request_body_size_bytes_sum', '413')).toBe(50);
    } finally {
      await served.close();
    }
  });
});

const valueOf = (families: readonly ParsedFamily[], name: string, status?: string) =>
  families
    .flatMap(({ samples }) => samples)
    .find(
      (sample) =>
        sample.name === name && (status === undefined || sample.labels.http_response_status_code === status),
    )?.value;

test('a size falls into the first bucket whose bound it does not exceed', () => {
  const expected = (bytes: number) => {
    const bucket = SIZE_BOUNDS.findIndex((bound) => bytes <= bound);
    return bucket < 0 ? SIZE_BOUNDS.length : bucket;
  };
  for (const bound of SIZE_BOUNDS) {
    for (const bytes of [bound - 1, bound, bound + 1].filter((size) => size >= 0)) {
      expect([bytes, sizeBucket(bytes)]).toEqual([bytes, expected(bytes)]);
    }
  }
  fc.assert(
    fc.property(fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }), (bytes) => {
      expect(sizeBucket(bytes)).toBe(expected(bytes));
    }),
  );
});

test('every fourth power of two is exposed unless more is asked for', () => {
  expect(COARSE_SIZE_BOUNDS).toEqual([0, 1, 16, 256, 4096, 65536, 1048576, 16777216, 268435456]);
});
