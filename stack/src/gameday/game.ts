import { type Curves, readCurves } from './curves';
import { type Moments, play } from './play';
import type { Scenario } from './scenarios';
import { type Score, scoreOf } from './score';
import type { Site } from './site';
import { waitUntilSteady } from './steady';

/** A scenario that was played: its score, and how the SLOs burned meanwhile. */
export interface Game {
  readonly score: Score;
  readonly moments: Moments;
  readonly curves: Curves;
}

/** Plays a scenario on a site of its own and stops that. */
export async function playOn(
  name: string,
  scenario: Scenario,
  start: () => Promise<Site>,
  progress: (message: string) => void,
): Promise<Game> {
  const site = await start();
  try {
    progress('Waiting until the traffic is steady and recorded …');
    await waitUntilSteady(site);
    const played = await play(scenario, site, progress);
    return {
      moments: played.moments,
      score: await scoreOf(name, scenario, site, played),
      curves: await readCurves(site.prometheus, played.moments),
    };
  } finally {
    await site.stop();
  }
}
