import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');

/** A copy as a user gets it by "use this template": the committed and the edited files, one commit, nothing installed. */
function copyOfTheTemplate(): string {
  const copy = mkdtempSync(join(tmpdir(), 'rename-'));
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    cwd: root,
  });
  const tar = execFileSync('tar', ['--create', '--null', '--files-from=-', '--ignore-failed-read'], {
    cwd: root,
    input: files,
    maxBuffer: 256 * 1024 * 1024,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  execFileSync('tar', ['--extract', '--directory', copy], { input: tar });
  execFileSync('git', ['init', '--quiet'], { cwd: copy });
  return copy;
}

/** Without jest's own variables: the inner run must be a run of its own. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([key]) => !/^(JEST_|NODE_ENV|NODE_OPTIONS|npm_)/.test(key)),
  );
}

function npm(cwd: string, ...args: string[]) {
  return spawnSync('npm', args, {
    cwd,
    encoding: 'utf8',
    env: cleanEnvironment(),
    maxBuffer: 64 * 1024 * 1024,
  });
}

describe('npm run rename', () => {
  let copy: string;
  beforeAll(() => {
    copy = copyOfTheTemplate();
  });
  afterAll(() => {
    rmSync(copy, { recursive: true, force: true });
  });

  it('refuses a name that cannot be a label, and changes nothing', () => {
    const before = readFileSync(join(copy, 'package.json'), 'utf8');
    const result = npm(copy, 'run', '--silent', 'rename', '--', 'My_Service');
    expect(result.status).toBe(2);
    expect(result.stderr).toContain('"My_Service" cannot be used');
    expect(readFileSync(join(copy, 'package.json'), 'utf8')).toBe(before);
  });

  it('renames packages, job, service label and SLOs, and the unit tests pass', () => {
    const renamed = npm(
      copy,
      'run',
      '--silent',
      'rename',
      '--',
      'billing-service',
      '--repository',
      'acme/billing',
    );
    expect({ status: renamed.status, stderr: renamed.stderr }).toMatchObject({ status: 0 });

    const remaining = spawnSync(
      'git',
      ['grep', '--no-index', '--exclude-standard', '-lE', '(^|[^A-Za-z0-9])(gt-api|@express-slo-stack/)'],
      {
        cwd: copy,
        encoding: 'utf8',
      },
    );
    expect(remaining.stdout.split('\n').filter(Boolean).sort()).toEqual([
      'scripts/rename.mjs',
      'tests/template/rename.test.ts',
    ]);
    const prometheus = readFileSync(join(copy, 'prometheus/prometheus.yml'), 'utf8');
    expect(prometheus).toContain('job_name: billing-service');
    expect(JSON.parse(readFileSync(join(copy, 'api/package.json'), 'utf8'))).toMatchObject({
      name: '@billing-service/api',
    });

    const tested = npm(copy, 'test', '--', '--selectProjects', 'unit');
    if (tested.status !== 0) console.error(tested.stdout, tested.stderr);
    expect(tested.status).toBe(0);
  }, 1_200_000);
});
