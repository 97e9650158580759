import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ApiError } from '@express-slo-stack/api';
import { DemoError, readHistoryChoice } from '@express-slo-stack/demo';
import pc from 'picocolors';
import { StackError, messageOf } from '../errors';
import { requestedPorts } from '../ports';
import type { Stack } from '../stack';
import { chooseBackend, startStack } from '../start-stack';
import { apiSettings } from './api-settings';
import { type StartArguments, parseArguments, usage } from './arguments';
import { demoSettings } from './demo-settings';
import { firstDsns } from './dsns';
import { keepSecrets } from './keep-secrets';
import { superviseStack } from '../supervise/supervise';
import { untilToldToStop } from './signals';
import { renderTable, tableRows } from './table';

/** One Ctrl-C arrives twice: from the terminal, and once more from npm, which passes it on. */
const sameSignalMs = 500;
const say = (line: string): void => console.log(line);

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (thrown: unknown) => {
    const known = [StackError, ApiError, DemoError].some((ours) => thrown instanceof ours);
    console.error(`\n${pc.red('npm start:')} ${known ? messageOf(thrown) : trace(thrown)}`);
    process.exit(1);
  },
);

async function main(args: readonly string[]): Promise<number> {
  const told = parseArguments(args);
  if (told.help) {
    say(usage);
    return 0;
  }
  const ports = requestedPorts(process.env);
  const backend = await chooseBackend(process.env);
  say(
    `Starting as ${backend === 'containers' ? 'containers' : 'local processes'}; data in ${told.dataFolder}`,
  );

  const interrupted = untilToldToStop(undefined);
  const starting = startStack({
    backend,
    ports,
    dataFolder: told.dataFolder,
    apiSettings: apiSettings(process.env, backend),
    demoSettings: demoSettings(process.env),
    history: readHistoryChoice(process.env),
    onProgress: (message) => say(pc.dim(`  ${message}`)),
  });
  const first = await Promise.race([starting, interrupted.told]);
  interrupted.forget();
  // Interrupted while starting: the reaper ends what was begun.
  if (typeof first === 'string') return 130;
  return serve(first, told);
}

async function serve(stack: Stack, { forSeconds, dataFolder }: StartArguments): Promise<number> {
  const end = untilToldToStop(undefined);
  const secrets = path.join(dataFolder, 'secrets');
  await keepSecrets(stack, path.resolve(secrets));
  const dsns = await Promise.race([firstDsns(stack.urls.console), end.told.then(() => [])]);
  const { urls, missing } = stack;
  say(`\n${renderTable(tableRows({ urls, missing, dsns, secrets }))}\n`);
  say(forSeconds === undefined ? 'Ctrl-C stops everything.' : `Stops by itself in ${forSeconds} s.`);

  const supervision = superviseStack(stack);
  const timer = untilToldToStop(forSeconds);
  const reason = await Promise.race([end.told, timer.told]);
  supervision.stop();
  say(`\nStopping (${reason}) … Ctrl-C once more ends at once.`);
  const again = wait(sameSignalMs).then(() => untilToldToStop(undefined).told);
  // Told again: the reaper ends what still runs.
  if (typeof (await Promise.race([stack.stop(), again])) === 'string') return 130;
  say(`Stopped. Data stays in ${stack.backend === 'containers' ? 'volumes and ' : ''}${dataFolder}.`);
  return 0;
}

const trace = (thrown: unknown): string =>
  thrown instanceof Error ? (thrown.stack ?? thrown.message) : messageOf(thrown);
