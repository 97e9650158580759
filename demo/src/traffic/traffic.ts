import { applicationNames } from './applications/profiles';
import { startApplication } from './applications/host';
import type { Caller } from './caller';
import { dsnAt } from './dsn';
import type { Ledger } from './ledger';
import type { Outcome } from './outcome';
import { startPacer, type Pacer } from './pacer';
import type { ProvisionedProject } from './provision';
import { createDice, type Dice } from './random';
import { createReader } from './readers';
import { rateAt, type Rhythm } from './rhythm';
import { createStranger } from './strangers';
import { createTill } from './till';

export interface TrafficOptions {
  readonly apiUrl: string;
  readonly call: Caller;
  readonly ledger: Ledger;
  readonly token: () => Promise<string>;
  readonly projects: readonly ProvisionedProject[];
  readonly rhythm: Rhythm;
  readonly seed: number;
  readonly warn: (problem: string) => void;
}

export interface Traffic {
  /** Resolves when everything under way has ended and is in the ledger. */
  stop(): Promise<void>;
}

/** How the requests are divided, and how many of each kind may be under way. */
const shares = {
  reader: { share: 0.76, maxInFlight: 64 },
  till: { share: 0.08, maxInFlight: 32 },
  stranger: { share: 0.03, maxInFlight: 8 },
  application: { share: 0.13 / applicationNames.length },
} as const;

/** The demo starts in the morning: traffic is near its mean, and grows. */
const MORNING = 0.25;

/** Starts readers, the till, strangers, and the three applications. */
export function startTraffic(options: TrafficOptions): Traffic {
  const { apiUrl, call, ledger, token, projects, rhythm, seed, warn } = options;
  const midnight = Date.now() - MORNING * rhythm.daySeconds * 1000;
  const dayTime = (): number => (Date.now() - midnight) / 1000;

  const pace = (app: 'reader' | 'till' | 'stranger', dice: Dice, work: () => Promise<Outcome>): Pacer =>
    startPacer({
      dice,
      work,
      maxInFlight: shares[app].maxInFlight,
      rate: () => rateAt(dayTime(), { ...rhythm, mean: rhythm.mean * shares[app].share }),
      skipped: (reason) => ledger.recordNotSent(app, reason),
    });
  const [readerDice, tillDice, strangerDice] = [
    createDice(seed),
    createDice(seed + 1),
    createDice(seed + 2),
  ] as const;
  const slugs = projects.map(({ slug }) => slug);
  const projectIds = projects.map(({ id }) => id);
  const running = [
    pace('reader', readerDice, createReader({ call, token, projects: slugs, dice: readerDice })),
    pace('till', tillDice, createTill({ call, projects, dice: tillDice })),
    pace('stranger', strangerDice, createStranger({ call, projectIds, dice: strangerDice })),
    ...projects.flatMap(({ slug, dsn }, index) => {
      const name = applicationNames.find((known) => known === slug);
      if (name === undefined) return [];
      const itsRhythm = { ...rhythm, mean: rhythm.mean * shares.application.share };
      const start = { name, dsn: dsnAt(dsn, apiUrl), seed: seed + 10 + index, rhythm: itsRhythm, midnight };
      return [startApplication({ ...start, ledger, warn })];
    }),
  ];
  let stopping: Promise<unknown> | undefined;
  return {
    stop: async () => {
      stopping ??= Promise.all(running.map((part) => part.stop()));
      await stopping;
    },
  };
}
