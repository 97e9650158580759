import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { answerTo, startTestApi, type TestApi } from './testing/api.test.support';
import { engines } from './testing/database.test.support';

const iso = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const anyText = expect.any(String) as string;
const time = expect.stringMatching(iso) as string;

describe.each(engines)('REST interface on $name', (engine) => {
  let test_: TestApi;
  const admin = () => test_.admin;

  beforeAll(async () => {
    test_ = await startTestApi({ engine });
    await admin().post('/api/0/organizations/').send({ name: 'Acme' }).expect(201);
    await admin().post('/api/0/organizations/acme/teams/').send({ slug: 'crew' }).expect(201);
    await admin()
      .post('/api/0/teams/acme/crew/projects/')
      .send({ name: 'Shop', platform: 'node' })
      .expect(201);
  });
  afterAll(() => test_.stop());

  test('the root tells what the interface is, to anyone', async () => {
    await test_.anyone.get('/api/0/').expect(200, { version: '0', user: null, auth: null });
  });

  test('an organization in lists and on its own page', async () => {
    const listed = {
      id: anyText,
      name: 'Acme',
      slug: 'acme',
      dateCreated: time,
      status: { id: 'active', name: 'active' },
      avatar: { avatarType: '', avatarUuid: null },
      isEarlyAdopter: false,
      require2FA: false,
      isAcceptingEvents: true,
    };
    const { body: list } = await answerTo(admin().get('/api/0/organizations/').expect(200));
    expect(list).toContainEqual(listed);
    const { body } = await answerTo(admin().get('/api/0/organizations/acme/').expect(200));
    expect(body).toEqual({
      ...listed,
      projects: [expect.objectContaining({ slug: 'shop' })],
      teams: [expect.objectContaining({ slug: 'crew' })],
      openMembership: true,
      scrubIPAddresses: true,
    });
  });

  test('an organization is made, changed and deleted', async () => {
    const { body: made } = await answerTo(
      admin().post('/api/0/organizations/').send({ name: 'Übér & Co' }).expect(201),
    );
    expect(made).toMatchObject({ name: 'Übér & Co', slug: 'uber-co' });
    const { body: again } = await answerTo(
      admin().post('/api/0/organizations/').send({ name: 'Uber Co' }).expect(201),
    );
    expect(again).toMatchObject({ slug: 'uber-co-2' });
    await admin()
      .post('/api/0/organizations/')
      .send({ name: 'x', slug: 'uber-co' })
      .expect(409, { detail: 'An organization with the slug "uber-co" exists already' });
    const { body: changed } = await answerTo(
      admin().put('/api/0/organizations/uber-co/').send({ isAcceptingEvents: false }).expect(200),
    );
    expect(changed).toMatchObject({ name: 'Übér & Co', isAcceptingEvents: false });
    await admin().put('/api/0/organizations/uber-co/').send({}).expect(200);
    await admin().put('/api/0/organizations/uber-co/').send({ slug: 'acme' }).expect(409);
    await admin().delete('/api/0/organizations/uber-co/').expect(204);
    await admin().get('/api/0/organizations/uber-co/').expect(404, { detail: 'Not Found' });
  });

  test('teams are made, renamed and deleted', async () => {
    const { body } = await answerTo(
      admin().post('/api/0/organizations/acme/teams/').send({ slug: 'b-team' }).expect(201),
    );
    expect(body).toEqual({
      id: anyText,
      slug: 'b-team',
      dateCreated: time,
      isMember: false,
      memberCount: 0,
      projects: [],
    });
    await admin().post('/api/0/organizations/acme/teams/').send({ slug: 'b-team' }).expect(409);
    await admin().put('/api/0/teams/acme/b-team/').send({ slug: 'c-team' }).expect(200);
    const { body: list } = await answerTo(admin().get('/api/0/organizations/acme/teams/').expect(200));
    expect((list as { slug: string }[]).map(({ slug }) => slug)).toEqual(['crew', 'c-team']);
    await admin().delete('/api/0/teams/acme/c-team/').expect(204);
    await admin().get('/api/0/teams/acme/c-team/').expect(404);
  });

  test('a project is made under a team, with a key', async () => {
    const listed = {
      id: anyText,
      name: 'Shop',
      slug: 'shop',
      platform: 'node',
      dateCreated: time,
      firstEvent: null,
      avatar: { avatarType: '', avatarUuid: null },
      color: '',
      features: [],
      hasAccess: true,
      isBookmarked: false,
      isInternal: false,
      isMember: false,
      isPublic: false,
      scrubIPAddresses: true,
      eventThrottleRate: 0,
    };
    const { body: ofTeam } = await answerTo(admin().get('/api/0/teams/acme/crew/projects/').expect(200));
    expect(ofTeam).toEqual([listed]);
    const { body: ofOrganization } = await answerTo(
      admin().get('/api/0/organizations/acme/projects/').expect(200),
    );
    expect(ofOrganization).toEqual([{ ...listed, teams: [{ id: anyText, slug: 'crew' }] }]);
    const { body: all } = await answerTo(admin().get('/api/0/projects/').expect(200));
    expect(all).toEqual([{ ...listed, organization: expect.objectContaining({ slug: 'acme' }) as object }]);
    const { body: one } = await answerTo(admin().get('/api/0/projects/acme/shop/').expect(200));
    expect(one).toEqual({ ...listed, organization: expect.objectContaining({ slug: 'acme' }) as object });
    const { body: keys } = await answerTo(admin().get('/api/0/projects/acme/shop/keys/').expect(200));
    expect(keys).toHaveLength(1);
  });

  test('a project changes, gets and loses teams, and is deleted', async () => {
    const { body: made } = await answerTo(
      admin().post('/api/0/teams/acme/crew/projects/').send({ name: 'Temp' }).expect(201),
    );
    expect(made).toMatchObject({ slug: 'temp', platform: null });
    await admin().post('/api/0/teams/acme/crew/projects/').send({ name: 'x', slug: 'shop' }).expect(409);
    const { body: changed } = await answerTo(
      admin()
        .put('/api/0/projects/acme/temp/')
        .send({ name: 'Temporary', eventThrottleRate: 10 })
        .expect(200),
    );
    expect(changed).toMatchObject({ name: 'Temporary', slug: 'temp', eventThrottleRate: 10 });
    await admin().put('/api/0/projects/acme/temp/').send({ eventThrottleRate: 101 }).expect(422);
    await admin().post('/api/0/organizations/acme/teams/').send({ slug: 'helpers' }).expect(201);
    const { body: added } = await answerTo(
      admin().post('/api/0/projects/acme/temp/teams/helpers/').expect(201),
    );
    expect((added as { teams: { slug: string }[] }).teams.map(({ slug }) => slug)).toEqual([
      'crew',
      'helpers',
    ]);
    await admin().delete('/api/0/projects/acme/temp/teams/crew/').expect(200);
    const { body: teams } = await answerTo(admin().get('/api/0/projects/acme/temp/teams/').expect(200));
    expect(teams).toEqual([expect.objectContaining({ slug: 'helpers' })]);
    await admin().delete('/api/0/projects/acme/temp/').expect(204);
    await admin().get('/api/0/projects/acme/temp/').expect(404);
    await admin().delete('/api/0/teams/acme/helpers/').expect(204);
  });

  test('a key has a DSN that SDKs understand', async () => {
    const path = '/api/0/projects/acme/shop/keys/';
    const { body: made } = await answerTo(admin().post(path).send({ name: 'second' }).expect(201));
    const key = made as { id: string; public: string; projectId: number };
    const { host } = new URL(test_.api.url);
    const dsn = `http://${key.public}@${host}/${key.projectId}`;
    expect(made).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      name: 'second',
      label: 'second',
      public: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
      isActive: true,
      projectId: expect.any(Number) as number,
      dateCreated: time,
      rateLimit: null,
      dsn: {
        public: dsn,
        secret: dsn,
        security: `${test_.api.url}/api/${key.projectId}/security/?glitchtip_key=${key.public}`,
      },
    });
    const { body: limited } = await answerTo(
      admin()
        .put(`${path}${key.id}/`)
        .send({ rateLimit: { count: 5, window: 60 } })
        .expect(200),
    );
    expect(limited).toMatchObject({ name: 'second', rateLimit: { count: 5, window: 60 } });
    const { body: unlimited } = await answerTo(
      admin().put(`${path}${key.id}/`).send({ rateLimit: null }).expect(200),
    );
    expect(unlimited).toMatchObject({ rateLimit: null });
    await admin().delete(`${path}${key.id}/`).expect(204);
    await admin().get(`${path}${key.id}/`).expect(404);
    await admin().get(`${path}${randomUUID()}/`).expect(404);
    await admin().get(`${path}not-a-uuid/`).expect(404);
  });

  test('paths work with and without the slash at their end', async () => {
    await admin().get('/api/0/organizations').expect(200);
    await admin().get('/api/0/projects/acme/shop').expect(200);
  });

  describe('errors', () => {
    test('no route, no such thing', async () => {
      await admin().get('/api/0/nope/').expect(404, { detail: 'Not Found' });
      await admin().get('/nope').expect(404, { detail: 'Not Found' });
      await admin().get('/api/0/issues/12345678/').expect(404, { detail: 'Not Found' });
      await admin().get('/api/0/issues/abc/').expect(404, { detail: 'Not Found' });
      await admin().get('/api/0/issues/99999999999999999999/').expect(404, { detail: 'Not Found' });
    });

    test('a method that is not there', async () => {
      const { headers } = await answerTo(
        admin().patch('/api/0/organizations/').expect(405, { detail: 'Method not allowed' }),
      );
      expect(headers['allow']).toBe('GET, HEAD, POST');
    });

    test('a body that is no JSON, none at all, or too large', async () => {
      const post = () => admin().post('/api/0/organizations/').set('Content-Type', 'application/json');
      const { body } = await answerTo(post().send('{"name":').expect(400));
      expect(body).toEqual({ detail: anyText });
      await post().send('"text"').expect(400);
      await post()
        .send(`{"name":"${'x'.repeat(200 * 1024)}"}`)
        .expect(413);
      await post().expect(422);
    });

    test('a wrong field is named', async () => {
      const { body } = await answerTo(
        admin().post('/api/0/organizations/').send({ name: 'x', slug: 'Not A Slug' }).expect(422),
      );
      expect(body).toEqual({
        detail: [{ type: anyText, loc: ['body', 'slug'], msg: expect.stringContaining('1 to 50') as string }],
      });
    });

    test.each([
      '/api/0/organizations/%00/',
      '/api/0/organizations/?cursor=nonsense',
      `/api/0/organizations/?cursor=${Buffer.from('["after","x","1"]').toString('base64url')}`,
      `/api/0/organizations/?cursor=${Buffer.from('["after","99999999999999","1"]').toString('base64url')}`,
      '/api/0/organizations/?limit=0',
      '/api/0/organizations/?limit=-1',
      '/api/0/organizations/acme/issues/?status=nope',
      '/api/0/organizations/acme/issues/?sort=nope',
      '/api/0/organizations/acme/issues/?start=nope',
      '/api/0/organizations/acme/issues/?id=x',
    ])('%s is the client’s mistake', async (path) => {
      const { body } = await answerTo(admin().get(path).expect(400));
      expect(body).toEqual({ detail: anyText });
    });

    test('a path that cannot be decoded', async () => {
      await admin().get('/api/0/organizations/%E0%A4%A/').expect(400);
    });
  });

  describe('pages', () => {
    beforeAll(async () => {
      for (let n = 1; n <= 5; n += 1) {
        await admin()
          .post('/api/0/organizations/acme/teams/')
          .send({ slug: `page-${n}` })
          .expect(201);
      }
    });

    const linkOf = (header: string, relation: string) => {
      const part = header.split(', <').find((one) => one.includes(`rel="${relation}"`)) ?? '';
      return {
        url: /^<?([^>]*)>/.exec(part)?.[1] ?? '',
        results: /results="(\w+)"/.exec(part)?.[1],
      };
    };

    test('forwards through all, and back again', async () => {
      const seen: string[][] = [];
      const links: string[] = [];
      let url = `${test_.api.url}/api/0/organizations/acme/teams/?limit=2`;
      for (;;) {
        const response = await answerTo(admin().get(url.slice(test_.api.url.length)).expect(200));
        const link = response.headers['link'] ?? '';
        seen.push((response.body as { slug: string }[]).map(({ slug }) => slug));
        links.push(link);
        expect(response.headers['x-hits']).toBe('6');
        expect(response.headers['x-max-hits']).toBe('1000');
        if (linkOf(link, 'next').results === 'false') break;
        url = linkOf(link, 'next').url;
      }
      expect(seen).toEqual([
        ['crew', 'page-1'],
        ['page-2', 'page-3'],
        ['page-4', 'page-5'],
      ]);
      expect(linkOf(links[0] ?? '', 'previous').results).toBe('false');
      const back = linkOf(links[2] ?? '', 'previous').url.slice(test_.api.url.length);
      const { body, headers } = await answerTo(admin().get(back).expect(200));
      expect((body as { slug: string }[]).map(({ slug }) => slug)).toEqual(['page-2', 'page-3']);
      expect(linkOf(headers['link'] ?? '', 'previous').results).toBe('true');
      expect(linkOf(headers['link'] ?? '', 'next').results).toBe('true');
    });

    test.each(['x:99999', '1.2.3.4.5'])('of a request to the impossible host %s', async (host) => {
      const { headers } = await answerTo(
        admin().get('/api/0/organizations/acme/teams/?limit=2').set('Host', host).expect(200),
      );
      expect(headers['link']).toContain('<http://localhost/api/0/organizations/acme/teams/');
    });

    test('of a request whose target is a whole address', async () => {
      const socket = connect(test_.api.port, '127.0.0.1');
      socket.write(
        'GET http://gt.example/api/0/organizations/acme/teams/?limit=2 HTTP/1.1\r\nHost: gt.example\r\n' +
          `Authorization: Bearer ${test_.adminToken}\r\nConnection: close\r\n\r\n`,
      );
      let answer = '';
      for await (const chunk of socket) answer += String(chunk);
      expect(answer).toContain('HTTP/1.1 200');
      expect(answer).toContain('<http://gt.example/api/0/organizations/acme/teams/?limit=2&cursor=');
    });

    test('of project keys, whose ids are UUIDs', async () => {
      await admin()
        .post('/api/0/teams/acme/crew/projects/')
        .send({ name: 'Keyed', slug: 'keyed' })
        .expect(201);
      const keys = '/api/0/projects/acme/keyed/keys/';
      await admin().post(keys).send({ name: 'second' }).expect(201);
      const first = await answerTo(admin().get(`${keys}?limit=1`).expect(200));
      const next = linkOf(first.headers['link'] ?? '', 'next');
      const second = await answerTo(admin().get(next.url.slice(test_.api.url.length)).expect(200));
      expect(second.body).toMatchObject([{ name: 'second' }]);
      const previous = linkOf(second.headers['link'] ?? '', 'previous');
      const back = await answerTo(admin().get(previous.url.slice(test_.api.url.length)).expect(200));
      expect(back.body).toEqual(first.body);
      const numbered = Buffer.from('["after","2026-01-01","1"]').toString('base64url');
      await admin().get(`${keys}?cursor=${numbered}`).expect(400, { detail: 'Invalid cursor' });
    });
  });
});
