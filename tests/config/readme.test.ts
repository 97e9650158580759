import { existsSync } from 'node:fs';
import path from 'node:path';
import { projectFiles, projectPath, readProjectFile, readProjectYaml } from './support/project';

const readme = readProjectFile('README.md');
const { scripts } = readProjectYaml<{ scripts: Record<string, string> }>('package.json');
const { services } = readProjectYaml<{ services: Record<string, { ports?: string[] }> }>(
  'docker-compose.yml',
);

const documents = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', ...projectFiles('docs', '.md')];

test.each(documents)('every npm command in %s is a script', (document) => {
  const commands = [...readProjectFile(document).matchAll(/\bnpm run (?:-s )?([\w:-]+)/g)].map(
    ([, name]) => name,
  );
  expect(commands.filter((name) => name !== undefined && !(name in scripts))).toEqual([]);
});

test('the README speaks of npm start and npm test, and they exist', () => {
  expect(readme).toMatch(/^npm start\b/m);
  expect(readme).toMatch(/^npm test\b/m);
  expect(scripts).toMatchObject({ start: expect.any(String) as string, test: expect.any(String) as string });
});

test('the README’s addresses are those that the compose file publishes', () => {
  const written = new Set([...readme.matchAll(/http:\/\/127\.0\.0\.1:(\d+)/g)].map(([, port]) => port));
  const published = Object.values(services)
    .flatMap(({ ports = [] }) => ports)
    .map((port) => /:-(\d+)\}/.exec(port)?.[1]);
  expect([...written].sort()).toEqual([...published].sort());
});

test.each(documents)('every relative link in %s leads to a file', (document) => {
  const links = [...readProjectFile(document).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map(
    ([, link = '']) => link,
  );
  const dead = links.filter((link) => !existsSync(projectPath(path.dirname(document), link)));
  expect(dead).toEqual([]);
});
