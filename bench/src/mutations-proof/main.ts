import { resolveProgram } from '@express-slo-stack/stack';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArguments, usage } from './arguments';
import { compare } from './compare';
import { specificationOf, subjectNames } from './subjects';
import { lostOf, summaryOf } from './summary';

/** Prints how many faults in rules their generated tests find; 1 when other tests find one that these miss. */
async function main(args: readonly string[]): Promise<number> {
  const { help, specs, slos, promtool, ...options } = parseArguments(args);
  if (help) {
    console.log(usage);
    return 0;
  }
  if (specs !== undefined) {
    await writeSpecifications(specs);
    return 0;
  }
  const progress = (message: string): void => console.error(`  ${message}`);
  let lost = 0;
  for (const slo of slos) {
    const comparison = await compare(slo, {
      ...options,
      promtool: promtool ?? (await resolveProgram('promtool')),
      progress,
    });
    console.log(`\n${summaryOf(comparison)}`);
    lost += lostOf(comparison).length;
  }
  return lost === 0 ? 0 : 1;
}

async function writeSpecifications(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const name of subjectNames) {
    await writeFile(join(folder, `${name}.yaml`), specificationOf(name));
  }
}

main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  },
);
