import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const suffix = '-proof';
const programs = readdirSync(__dirname).filter((name) => existsSync(join(__dirname, name, 'main.js')));
const benchmarks = programs.filter((name) => !name.endsWith(suffix));
const proofs = programs.filter((name) => name.endsWith(suffix)).map((name) => name.slice(0, -suffix.length));

/** What `npm run proof` proves without a name, also when options follow. */
const usualProof = 'data';

/** `npm run bench -- NAME …` and `npm run proof -- NAME …`: each name is a folder here with a program of its own. */
function main([kind = '', ...args]: readonly string[]): number {
  const isNamed = kind !== 'proof' || (args[0] !== undefined && !args[0].startsWith('-'));
  const [name = '', ...rest] = isNamed ? args : [usualProof, ...args];
  const known = kind === 'proof' ? proofs : benchmarks;
  if (!known.includes(name)) {
    console.error(
      `${kind}: "${name}" is none of ${known.join(', ')}. Usage: npm run ${kind} -- NAME [PART…]`,
    );
    return 2;
  }
  const folder = kind === 'proof' ? `${name}${suffix}` : name;
  const { status } = spawnSync(process.execPath, [join(__dirname, folder, 'main.js'), ...rest], {
    stdio: 'inherit',
  });
  return status ?? 1;
}

process.exitCode = main(process.argv.slice(2));
