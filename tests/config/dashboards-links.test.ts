import { type Dashboard, dashboards, type Variable } from './support/dashboards';

/** Every link of a dashboard to one of them, wherever it stands: `/d/UID?PART&PART`. */
const insideLinks = (dashboard: Dashboard) =>
  [...JSON.stringify(dashboard).matchAll(/"url":"\/d\/([\w-]+)\??([^"]*)"/g)].map(
    ([, uid = '', query = '']) => ({
      to: dashboards.find(([, other]) => other.uid === uid)?.[1],
      parts: query.split('&'),
    }),
  );

const variableOf = (dashboard: Dashboard | undefined, name: string): Variable | undefined =>
  dashboard?.templating.list.find((variable) => variable.name === name);

/** What a variable may hold: one value or several, and whether all of them. */
const kindOf = ({ type, label, multi, allValue }: Variable) => ({ type, label, multi, allValue });

describe.each(dashboards)('%s', (_file, dashboard) => {
  const links = insideLinks(dashboard);

  test('leads to each other dashboard by its title, with the time range and the data source', () => {
    for (const [, { uid, title }] of dashboards.filter(([, other]) => other !== dashboard)) {
      const link = dashboard.links.find((one) => one.title === title);
      expect(link?.url).toMatch(new RegExp(`^/d/${uid}\\?`));
      expect(link?.url).toContain('${datasource:queryparam}');
      expect(link?.keepTime).toBe(true);
    }
  });

  test('leads to dashboards that exist, by variables that they have', () => {
    for (const { to, parts } of links) {
      expect(to).toBeDefined();
      for (const part of parts.filter((one) => one !== '${__url_time_range}')) {
        const name = /^(?:\$\{(\w+):queryparam\}|var-(\w+)=.+)$/.exec(part)?.slice(1).join('') ?? part;
        expect(variableOf(to, name)).toBeDefined();
      }
    }
  });

  test('hands on only what means the same there: "All" no variable that has no such choice', () => {
    for (const { to, parts } of links) {
      for (const name of parts.flatMap((part) => /^\$\{(\w+):queryparam\}$/.exec(part)?.[1] ?? [])) {
        const [here, there] = [variableOf(dashboard, name), variableOf(to, name)];
        expect(here && kindOf(here)).toEqual(there && kindOf(there));
      }
    }
  });
});

test('jobs and instances are handed on among the dashboards of a service, and to no other', () => {
  const handing = dashboards.flatMap(([, dashboard]) =>
    insideLinks(dashboard).flatMap(({ to, parts }) =>
      parts.includes('${job:queryparam}') && parts.includes('${instance:queryparam}')
        ? [`${dashboard.uid} to ${to?.uid}`]
        : [],
    ),
  );
  const service = ['http-api', 'ingestion', 'nodejs'];
  expect(handing.sort()).toEqual(
    service.flatMap((from) => service.flatMap((to) => (to === from ? [] : [`${from} to ${to}`]))),
  );
});

test('each row of the overview leads to its SLO', () => {
  const overview = dashboards.find(([, { uid }]) => uid === 'slo-overview')?.[1];
  const row = JSON.stringify(overview?.panels.find(({ type }) => type === 'table'));
  expect(row).toContain('&var-service=${__data.fields.Service}&var-slo=${__data.fields.SLO}&');
});
