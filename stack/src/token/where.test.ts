import { projectsOf, tokenRun } from './where';

test('in containers the command runs beside the API, on its database', () => {
  expect(tokenRun({ container: 'abc', data: '.stack' }, ['list'])).toEqual({
    command: 'docker',
    args: [
      'exec',
      'abc',
      'node',
      '--env-file=/run/stack/secrets/database.env',
      'api/dist/cli/main.js',
      'list',
    ],
    env: {},
  });
});

test('else on the data folder of npm start', () => {
  const { env, args } = tokenRun({ data: '.stack-2' }, ['create', '--scope', 'event:read']);
  expect(env).toEqual({ DATA_DIR: '.stack-2/api', SECRETS_DIR: '.stack-2/secrets' });
  expect(args.slice(1)).toEqual(['create', '--scope', 'event:read']);
});

test('each data folder has a compose project of its own; then comes the one of docker compose up', () => {
  const [first] = projectsOf('.stack');
  expect(projectsOf('.stack-2')[0]).not.toEqual(first);
  expect(projectsOf('.stack')[1]).toEqual([]);
});
