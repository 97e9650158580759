import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** `npm run fuzz -- NAME …`: each name is a folder here with a program of its own. */
function main([name = '', ...rest]: readonly string[]): number {
  const known = readdirSync(__dirname).filter((folder) => existsSync(join(__dirname, folder, 'main.js')));
  if (!known.includes(name)) {
    console.error(`fuzz: "${name}" is none of ${known.join(', ')}. Usage: npm run fuzz -- NAME [OPTION…]`);
    return 2;
  }
  const { status } = spawnSync(process.execPath, [join(__dirname, name, 'main.js'), ...rest], {
    stdio: 'inherit',
  });
  return status ?? 1;
}

process.exitCode = main(process.argv.slice(2));
