import { aptConfiguration, candidateSuites, debianSuite, parseIndexTargets, sourcesList } from './debian';

const answer = `
http://deb.debian.org/debian/|bookworm|main
http://deb.debian.org/debian/|bookworm|main
http://deb.debian.org/debian/|bookworm-updates|main
https://packages.example.com/apt|tool-bookworm|main
`;
const machine = parseIndexTargets(answer);

test('only distribution mirrors are read from apt, each once', () => {
  expect(machine).toEqual([
    { uri: 'http://deb.debian.org/debian/', suite: 'bookworm', component: 'main' },
    { uri: 'http://deb.debian.org/debian/', suite: 'bookworm-updates', component: 'main' },
  ]);
});

test('forky comes first on the mirror of the machine, then the suites the machine uses', () => {
  expect(candidateSuites(machine)).toEqual([
    {
      name: 'forky',
      repositories: [{ uri: 'http://deb.debian.org/debian/', suite: 'forky', component: 'main' }],
    },
    { name: 'bookworm', repositories: machine },
  ]);
});

test('a mirror without Debian suites offers only its own', () => {
  const ubuntu = parseIndexTargets('http://archive.ubuntu.com/ubuntu/|noble|universe');
  expect(candidateSuites(ubuntu).map(({ name }) => name)).toEqual(['noble']);
  expect(debianSuite(ubuntu, 'bookworm')).toEqual([]);
});

test('a machine whose apt knows no distribution offers nothing', () => {
  expect(candidateSuites(parseIndexTargets('https://packages.example.com/apt|tool|main'))).toEqual([]);
});

test('sources carry the keyring only where there is one', () => {
  const [forky] = candidateSuites(machine);
  if (forky === undefined) throw new Error('no suite');
  expect(sourcesList(forky, undefined)).toBe('deb http://deb.debian.org/debian/ forky main\n');
  expect(sourcesList(forky, '/k.gpg')).toBe(
    'deb [signed-by=/k.gpg] http://deb.debian.org/debian/ forky main\n',
  );
});

test('every folder apt writes to lies in the folder given', () => {
  const folders = aptConfiguration('/cache/x')
    .split('\n')
    .filter((line) => line.startsWith('Dir::') && !line.includes('sourceparts'));
  expect(folders).toHaveLength(3);
  for (const line of folders) expect(line).toContain('"/cache/x/');
});
