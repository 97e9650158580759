import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** `npm run fuzz -- NAME …`: each name is a folder here with a program of its own. */
function main([name, ...rest]: readonly string[]): number {
  const known = readdirSync(__dirname).filter((folder) => existsSync(join(__dirname, folder, 'main.js')));
  const usage = `npm run fuzz -- NAME [OPTION…]\n\n  NAME  ${known.join(', ')}; NAME --help tells of its options\n`;
  if (name === '--help' || name === '-h') {
    console.log(usage);
    return 0;
  }
  if (name === undefined || !known.includes(name)) {
    console.error(`fuzz: ${name === undefined ? 'a name is missing' : `"${name}" is no name`}\n\n${usage}`);
    return 2;
  }
  const { status } = spawnSync(process.execPath, [join(__dirname, name, 'main.js'), ...rest], {
    stdio: 'inherit',
  });
  return status ?? 1;
}

process.exitCode = main(process.argv.slice(2));
