import { writeFile } from 'node:fs/promises';
import { DemoError } from '@express-slo-stack/demo';
import pc from 'picocolors';
import { StackError, messageOf } from '../errors';
import { leaveAtSignals } from '../leave-at-signals';
import { parseArguments, usage } from './arguments';
import { playOn } from './game';
import { makePlaceFor } from './report/place';
import { htmlOf } from './report/report';
import { scenarios } from './scenarios';
import { sideBySide } from './side-by-side';
import { attachTo, type Site, startSite } from './site';
import { type NotPlayed, textOf } from './table';

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (thrown: unknown) => fail(thrown),
);
/** A stack that was running before, while faults are played on it. */
let borrowed: Site | undefined;
leaveAtSignals(() => {
  const { demo } = borrowed ?? {};
  return demo && (() => demo.clearFaults());
});

/** Exit code 0 when every scenario was played and every score is within its limits, else 1. */
async function main(args: readonly string[]): Promise<number> {
  const told = parseArguments(args);
  if (told.help) {
    console.log(usage);
    return 0;
  }
  const { names, attach, json, report, sideBySide: atOnce } = told;
  await makePlaceFor(report);
  const attached = attach && (await attachTo(attach));
  borrowed = attached;
  const games = await sideBySide(names, atOnce, async (name) => {
    const scenario = scenarios[name];
    const progress = (message: string): void =>
      console.error(pc.dim(`  ${clock()} ${name.padEnd(18)}${message}`));
    const start = () => (attached ? Promise.resolve(attached) : startSite(scenario, progress));
    return playOn(name, scenario, start, progress).catch((thrown: unknown): NotPlayed => {
      // The others are played to their end all the same.
      const reason = textOfThrown(thrown);
      progress(reason);
      return { scenario: name, reason };
    });
  });
  const played = games.filter((game) => 'score' in game);
  const notPlayed = games.filter((game) => 'reason' in game);
  const scores = played.map(({ score }) => score);
  const all = { scenarios: scores, ...(notPlayed.length > 0 && { notPlayed }) };
  console.log(json ? JSON.stringify(all) : textOf(scores, notPlayed));
  await writeFile(report, htmlOf(played, notPlayed));
  console.error(pc.dim(`  The report is ${report}`));
  return notPlayed.length === 0 && scores.every(({ misses }) => misses.length === 0) ? 0 : 1;
}

const clock = (): string => new Date().toISOString().slice(11, 19);

function textOfThrown(thrown: unknown): string {
  const known = thrown instanceof StackError || thrown instanceof DemoError;
  return !known && thrown instanceof Error ? (thrown.stack ?? thrown.message) : messageOf(thrown);
}

function fail(thrown: unknown): never {
  console.error(`${pc.red('npm run gameday:')} ${textOfThrown(thrown)}`);
  process.exit(1);
}
