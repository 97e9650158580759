import { randomUUID } from 'node:crypto';
import { deleteIssues, setStatus } from './issues/issue-store';
import { answerTo, startTestApi, type TestApi } from './testing/api.test.support';
import { engines } from './testing/database.test.support';

const newEventId = () => randomUUID().replaceAll('-', '');
interface Shown {
  id: string;
  title: string;
  status: string;
  count: string;
}
const titles = (body: unknown) => (body as Shown[]).map(({ title }) => title);

describe.each(engines)('issues and events on $name', (engine) => {
  let api: TestApi;
  let store: (event: object) => Promise<string>;
  const issueOf = async (title: string): Promise<Shown> => {
    const { body } = await answerTo(api.admin.get('/api/0/projects/acme/shop/issues/').expect(200));
    const found = (body as Shown[]).find((issue) => issue.title === title);
    if (found === undefined) throw new Error(`no issue "${title}" in ${JSON.stringify(titles(body))}`);
    return found;
  };

  beforeAll(async () => {
    api = await startTestApi({ engine });
    const { admin } = api;
    await admin.post('/api/0/organizations/').send({ name: 'Acme' }).expect(201);
    await admin.post('/api/0/organizations/acme/teams/').send({ slug: 'crew' }).expect(201);
    await admin.post('/api/0/teams/acme/crew/projects/').send({ name: 'Shop' }).expect(201);
    const { body } = await answerTo(admin.get('/api/0/projects/acme/shop/keys/').expect(200));
    const [key] = body as { public: string; projectId: number }[];
    store = async (event) => {
      const id = newEventId();
      await api.anyone
        .post(`/api/${key?.projectId}/store/?sentry_key=${key?.public}`)
        .send({ event_id: id, platform: 'node', ...event })
        .expect(200);
      return id;
    };
    await store({ message: 'first', level: 'info', tags: { colour: 'red' }, environment: 'staging' });
    await store({ message: 'second', level: 'error', tags: { colour: 'red' }, user: { id: '1' } });
    await store({ message: 'second', level: 'error', tags: { colour: 'blue' }, user: { id: '2' } });
    await store({ message: '100% third', level: 'fatal' });
  });
  afterAll(() => api.stop());

  test('an issue', async () => {
    const { id } = await issueOf('second');
    const { body } = await answerTo(api.admin.get(`/api/0/issues/${id}/`).expect(200));
    expect(body).toMatchObject({
      id,
      shortId: `SHOP-${id}`,
      title: 'second',
      level: 'error',
      status: 'unresolved',
      count: '2',
      userCount: 2,
      numComments: 0,
      project: { slug: 'shop', name: 'Shop' },
      stats: { '24h': [] },
      statusDetails: {},
      shareId: null,
      subscriptionDetails: null,
      matchingEventId: null,
      userReportCount: 0,
    });
  });

  test.each([
    ['', ['100% third', 'second', 'first']],
    ['query=is:unresolved', ['100% third', 'second', 'first']],
    ['query=is:resolved', []],
    ['status=unresolved&query=level:fatal', ['100% third']],
    ['query=colour:red', ['second', 'first']],
    ['query=colour:blue', ['second']],
    ['query=has:colour', ['second', 'first']],
    ['query=has:size', []],
    ['query=sec', ['second']],
    ['query=%25', ['100% third']],
    ['query=level:error+colour:red+sec', ['second']],
    ['query=%22100%25+third%22', ['100% third']],
    ['environment=staging', ['first']],
    ['start=now-1h', ['100% third', 'second', 'first']],
    ['end=now-1h', []],
    ['sort=last_seen', ['first', 'second', '100% third']],
    ['sort=-count&limit=1', ['second']],
    ['project=shop', ['100% third', 'second', 'first']],
    ['project=other', []],
  ])('the list by "%s"', async (query, expected) => {
    const { body } = await answerTo(api.admin.get(`/api/0/organizations/acme/issues/?${query}`).expect(200));
    expect(titles(body)).toEqual(expected);
  });

  const all = ['100% third', 'second', 'first'];
  test.each<[string, string[]]>([
    ['is:archived', []],
    ['!is:resolved', all],
    ['!level:error', ['100% third', 'first']],
    ['level:[error,fatal]', ['100% third', 'second']],
    ['type:default', all],
    ['event.type:error', []],
    ['has:environment', ['first']],
    ['!has:environment', ['100% third', 'second']],
    ['environment:staging', ['first']],
    ['!environment:staging', ['100% third', 'second']],
    ['colour:r*', ['second', 'first']],
    ['colour:[red,blue]', ['second', 'first']],
    ['!colour:blue', ['100% third', 'first']],
    ['"colour":"red"', ['second', 'first']],
    ['colour:"r*"', []],
    ['title:second', ['second']],
    ['title:SEC*', ['second']],
    ['title:sec', []],
    ['message:sec', ['second']],
    ['!message:sec', ['100% third', 'first']],
    ['culprit:nowhere', []],
    ['location:*', []],
    ['logger:none', []],
    ['!logger:none', all],
    ['project:shop', all],
    ['project.name:s*', all],
    ['!project:shop', []],
    ['issue:SHOP-*', all],
    ['issue:shop-0', []],
    ['platform:node', all],
    ['!platform:node', []],
    ['user.id:1', ['second']],
    ['!user.id:1', ['100% third', 'first']],
    ['user.id:[2,3]', ['second']],
    ['user.id:42', []],
    ['user.email:*@*', []],
    ['user.username:*', []],
    ['user.ip:127.*', []],
    ['timesSeen:2', ['second']],
    ['timesSeen:>1', ['second']],
    ['timesSeen:>=1', all],
    ['!timesSeen:>1', ['100% third', 'first']],
    ['timesSeen:<=1', ['100% third', 'first']],
    ['timesSeen:<1', []],
    ['firstSeen:-24h', all],
    ['firstSeen:+24h', []],
    ['age:-1w', all],
    ['lastSeen:>2020-01-01', all],
    ['lastSeen:<2020-01-01T12:00', []],
    ['lastSeen:2020-01-01', []],
    ['release:1.0', []],
    ['from:x', []],
    ['!from:x', all],
    ['level:error sec colour:red', ['second']],
    ['sec level:fatal', []],
    ['s*d', ['second']],
    ['"s*d"', []],
    ['100% third', ['100% third']],
    ['third 100%', []],
    ['TypeError: no', []],
    ['https://nowhere.example/', []],
    ["it's", []],
  ])('the search %s', async (query, expected) => {
    const path = `/api/0/organizations/acme/issues/?query=${encodeURIComponent(query)}`;
    const { body, status, text } = await answerTo(api.admin.get(path));
    expect([status, status === 200 ? titles(body) : text]).toEqual([200, expected]);
  });

  test.each([
    ['is:bogus', 'is takes unresolved, resolved, ignored, archived'],
    ['!is:bogus', 'is takes'],
    ['level:loud', 'level takes sample, debug'],
    ['level:er*', 'level takes'],
    ['type:odd', 'type takes'],
    ['timesSeen:many', 'timesSeen takes a number'],
    ['timesSeen:[1,2]', 'timesSeen takes a number'],
    ['firstSeen:yesterday', 'firstSeen takes -24h'],
    ['lastSeen:2026-13-40', 'lastSeen takes'],
    ['lastSeen:2026-01-01T12:00', 'lastSeen takes'],
    ['colour:>1', 'colour takes text'],
    ['user.id:>1', 'user.id takes text'],
    ['assigned:me', 'not supported; supported are is, level'],
    ['!assigned:me', 'not supported; supported are is, level'],
    ['bookmarks:me', 'not supported'],
    ['error.type:TypeError', 'not supported'],
    ['error.handled:true', 'not supported'],
    ['http.url:x', 'not supported'],
    ['issue.priority:high', 'not supported'],
    ['a OR b', 'Search term OR: not supported'],
    ['( level:error )', 'Search term (: not supported'],
    ['colour:""', 'it has no value'],
    ['"unbalanced', 'without its partner'],
    ['title:"un balanced', 'without its partner'],
  ])('the search %s is refused, for GET, PUT and DELETE', async (query, detail) => {
    const path = `/api/0/organizations/acme/issues/?query=${encodeURIComponent(query)}`;
    for (const request of [
      api.admin.get(path),
      api.admin.put(path).send({ status: 'resolved' }),
      api.admin.delete(path),
    ]) {
      const { status, body } = await answerTo(request);
      expect([status, body]).toEqual([400, { detail: expect.stringContaining(detail) as string }]);
    }
  });

  test.each(['priority', '-priority', 'date', '"x'])(
    'sort=%s is refused with what is known',
    async (sort) => {
      const { status, body } = await answerTo(
        api.admin.get(`/api/0/organizations/acme/issues/?sort=${sort}`),
      );
      const detail = expect.stringContaining('known are last_seen, first_seen, count') as string;
      expect([status, body]).toEqual([400, { detail }]);
    },
  );

  test('a search by event id is a direct hit', async () => {
    const eventId = await store({ message: 'second', level: 'error' });
    const dashed = eventId.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
    for (const query of [eventId, dashed, eventId.toUpperCase()]) {
      const { body, headers } = await answerTo(
        api.admin.get(`/api/0/projects/acme/shop/issues/?query=${query}`).expect(200),
      );
      expect(headers['x-sentry-direct-hit']).toBe('1');
      expect(body).toEqual([expect.objectContaining({ title: 'second', matchingEventId: eventId })]);
    }
    const { body, headers } = await answerTo(
      api.admin.get(`/api/0/projects/acme/shop/issues/?query=${newEventId()}`).expect(200),
    );
    expect(body).toEqual([]);
    expect(headers).not.toHaveProperty('x-sentry-direct-hit');
  });

  test('an issue is resolved, ignored and opened again, alone and with others', async () => {
    const { id } = await issueOf('first');
    for (const status of ['resolved', 'ignored']) {
      const { body } = await answerTo(api.admin.put(`/api/0/issues/${id}/`).send({ status }).expect(200));
      expect(body).toMatchObject({ id, status });
    }
    await api.admin.put(`/api/0/issues/${id}/`).send({ status: 'done' }).expect(422);
    await api.admin
      .put(`/api/0/organizations/acme/issues/?id=${id}`)
      .send({ status: 'unresolved' })
      .expect(200, { status: 'unresolved' });
    await api.admin
      .put('/api/0/organizations/acme/issues/?query=colour:red')
      .send({ status: 'resolved' })
      .expect(200);
    const { body } = await answerTo(
      api.admin.get('/api/0/organizations/acme/issues/?query=is:resolved').expect(200),
    );
    expect(titles(body).sort()).toEqual(['first', 'second']);
    await api.admin.put('/api/0/organizations/acme/issues/').send({ status: 'unresolved' }).expect(200);
    await api.admin.put(`/api/0/organizations/acme/issues/${id}/`).send({ status: 'resolved' }).expect(200);
    await api.admin.get(`/api/0/organizations/nobody/issues/${id}/`).expect(404);
  });

  test('the tags of an issue', async () => {
    const { id } = await issueOf('second');
    const { body } = await answerTo(api.admin.get(`/api/0/issues/${id}/tags/?key=colour`).expect(200));
    expect(body).toEqual([
      {
        key: 'colour',
        name: 'colour',
        totalValues: 2,
        uniqueValues: 2,
        topValues: [
          { key: 'colour', name: 'blue', value: 'blue', count: 1 },
          { key: 'colour', name: 'red', value: 'red', count: 1 },
        ],
      },
    ]);
  });

  test('the events of an issue: all, latest, one, and its neighbours', async () => {
    const ids = [];
    for (let n = 0; n < 3; n += 1) ids.push(await store({ message: 'events', extra: { n } }));
    const [first, middle, last] = ids;
    const { id } = await issueOf('events');
    const { body: list } = await answerTo(api.admin.get(`/api/0/issues/${id}/events/`).expect(200));
    expect((list as { eventID: string }[]).map(({ eventID }) => eventID)).toEqual([last, middle, first]);
    const { body: latest } = await answerTo(api.admin.get(`/api/0/issues/${id}/events/latest/`).expect(200));
    expect(latest).toMatchObject({
      id: last,
      eventID: last,
      groupID: id,
      projectID: expect.any(Number) as number,
      title: 'events',
      platform: 'node',
      context: { n: 2 },
      errors: [],
      userReport: null,
      nextEventID: null,
      previousEventID: middle,
    });
    const { body: one } = await answerTo(api.admin.get(`/api/0/issues/${id}/events/${middle}/`).expect(200));
    expect(one).toMatchObject({ eventID: middle, nextEventID: last, previousEventID: first });
    await api.admin.get(`/api/0/projects/acme/shop/events/${middle}/`).expect(200);
    const { body: ofProject } = await answerTo(
      api.admin.get('/api/0/projects/acme/shop/events/?limit=1').expect(200),
    );
    expect(ofProject).toEqual([expect.objectContaining({ eventID: last })]);
    const json = `/api/0/organizations/acme/issues/${id}/events/${middle}/json/`;
    const { body: raw } = await answerTo(api.admin.get(json).expect(200));
    expect(raw).toMatchObject({ event_id: middle, extra: { n: 1 } });
    const other = await issueOf('second');
    await api.admin.get(`/api/0/issues/${other.id}/events/${middle}/`).expect(404);
    await api.admin.get(`/api/0/issues/${id}/events/not-an-id/`).expect(404);
  });

  test('an issue is deleted with its events, alone and with others', async () => {
    const eventId = await store({ message: 'doomed' });
    const { id } = await issueOf('doomed');
    await api.admin.delete(`/api/0/issues/${id}/`).expect(204);
    await api.admin.get(`/api/0/issues/${id}/`).expect(404);
    await api.admin.get(`/api/0/projects/acme/shop/events/${eventId}/`).expect(404);
    await store({ message: 'doomed too' });
    await api.admin
      .delete('/api/0/organizations/acme/issues/?query=doomed')
      .expect(200, { status: 'resolved' });
    const { body } = await answerTo(
      api.admin.get('/api/0/organizations/acme/issues/?query=doomed').expect(200),
    );
    expect(body).toEqual([]);
  });

  test('more issues are changed and deleted at once than a statement takes parameters', async () => {
    await store({ message: 'one of many' });
    const { id } = await issueOf('one of many');
    const many = [...Array.from({ length: 70_000 }, (_, n) => String(n + 1_000_000)), id];
    await setStatus(api.db, many, 'ignored');
    expect(await issueOf('one of many')).toMatchObject({ status: 'ignored' });
    await deleteIssues(api.db, many);
    await api.admin.get(`/api/0/issues/${id}/`).expect(404);
  });
});
