import { spawnSync } from 'node:child_process';
import { resolveProgram, type Stack } from '@express-slo-stack/stack';
import { eventually } from '../support/eventually';
import { instantQuery as query } from '@express-slo-stack/demo';

/** Gauges whose names are django-prometheus's, which its dashboards ask for. */
const KNOWN = /^django_migrations_(un)?applied_total non-counter metrics should not have "_total" suffix$/;

/** Prometheus scrapes the protected endpoint; nobody else reads it. */
export function scrapeSuite(stackOf: () => Stack): void {
  const endpoint = () => `${stackOf().urls.api}/api/0/observability`;
  const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

  it('is up, by the configured job and labels', async () => {
    await eventually(
      async () => {
        const [sample] = await query(stackOf().urls.prometheus, 'up{job="gt-api"}');
        expect(sample).toMatchObject({ value: 1, metric: { namespace: 'slo-demo', app: 'gt-api' } });
      },
      { within: 60 },
    );
  });

  it('challenges a request without a token', async () => {
    const answer = await fetch(endpoint());
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer realm=/);
  });

  it('refuses a token that lacks the scope', async () => {
    const answer = await fetch(endpoint(), bearer(await stackOf().secret('admin-token')));
    expect(answer.status).toBe(403);
    expect(answer.headers.get('www-authenticate')).toContain('error="insufficient_scope"');
  });

  it.each(['', '/', '/django/'])(
    'gives promtool nothing new to complain about at …/observability%s',
    async (path) => {
      const answer = await fetch(`${endpoint()}${path}`, bearer(await stackOf().secret('scrape-token')));
      expect(answer.status).toBe(200);
      const promtool = spawnSync(await resolveProgram('promtool'), ['check', 'metrics'], {
        input: await answer.text(),
        encoding: 'utf8',
      });
      const said = (promtool.stdout + promtool.stderr).split('\n').filter((line) => line !== '');
      expect(said.filter((line) => !KNOWN.test(line))).toEqual([]);
    },
  );
}
