import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { projectPath, readProjectFile } from './support/project';

interface Packed {
  readonly files: readonly { readonly path: string }[];
}

/** What `npm pack` puts into the library's tarball. */
function packedFiles(): readonly string[] {
  const output = execFileSync('npm', ['pack', '--dry-run', '--json', '-w', 'observability'], {
    cwd: projectPath(),
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [packed] = JSON.parse(output) as readonly [Packed];
  return packed.files.map((file) => file.path);
}

test('the packed library has its README, its licence and the sources that its maps name, and no tests', () => {
  const files = packedFiles();
  const { sources } = JSON.parse(readProjectFile('observability/dist/index.js.map')) as { sources: string[] };
  const mapped = sources.map((source) => path.posix.join('dist', source));
  expect(files).toEqual(
    expect.arrayContaining(['README.md', 'LICENSE', 'bin/slo.js', 'dist/index.js', ...mapped]),
  );
  expect(files.filter((file) => /\.test\.|__snapshots__|tsbuildinfo/.test(file))).toEqual([]);
}, 120_000);

test('the library is under the licence of the project', () => {
  expect(readProjectFile('observability/LICENSE')).toBe(readProjectFile('LICENSE'));
});
