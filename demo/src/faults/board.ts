import { isDeepStrictEqual } from 'node:util';
import { DemoError, messageOf } from '../errors';
import { faultNamed, faultNames, faultOf, gradeOf, type FaultName, type Grade } from './catalogue';
import type { FaultControl, FaultState } from './control';
import { eachDone } from './each-done';

/** What a fault does to the world outside of the request path. */
export interface Effect<Name extends FaultName = FaultName> {
  /** Called again when the grade of a fault that is on changes. */
  begin(grade: Grade<Name>): Promise<void>;
  end(): Promise<void>;
}

export interface FaultBoardOptions {
  /** The faults on this board. Default: all. */
  readonly names?: readonly FaultName[];
  readonly effects?: { readonly [Name in FaultName]?: Effect<Name> };
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  /** Told when a fault could not be ended by its expiry. */
  readonly warn?: (problem: string) => void;
}

export interface FaultBoard extends FaultControl {
  /** The grade of a fault while it is on. */
  active<Name extends FaultName>(name: Name): Grade<Name> | undefined;
  /** Ends every fault. */
  stop(): Promise<void>;
}

interface Switched {
  readonly grade: Grade;
  readonly since: number;
  readonly expiry: { readonly at: number; readonly timer: NodeJS.Timeout } | undefined;
}

/** When to try again to end a fault by its expiry, should that fail. */
const END_AGAIN_SECONDS = 15;

/** Whether two grades do the same, whenever they end. */
const sameGrade = (one: Grade, other: Grade): boolean =>
  isDeepStrictEqual({ ...one, forSeconds: 0 }, { ...other, forSeconds: 0 });

const isoOf = (time: number): string => new Date(time).toISOString();

/** The state of every fault. Changes run one after another, so that a switch pressed twice ends as pressed last. */
export function createFaultBoard({
  names = faultNames,
  effects = {},
  now = Date.now,
  warn,
}: FaultBoardOptions = {}): FaultBoard {
  const switched = new Map<FaultName, Switched>();
  const doneAt = new Map<FaultName, number>();
  let changing: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(change: () => Promise<T>): Promise<T> => {
    const done = changing.then(change);
    changing = done.catch(() => undefined);
    return done;
  };

  const stateOf = (name: FaultName): FaultState => {
    const { title, effect, once } = faultOf(name);
    const on = switched.get(name);
    const done = doneAt.get(name);
    return {
      name,
      title,
      effect,
      on: on !== undefined,
      ...(once === undefined ? {} : { once }),
      ...(done === undefined ? {} : { doneAt: isoOf(done) }),
      ...(on === undefined ? {} : { grade: on.grade, since: isoOf(on.since) }),
      ...(on?.expiry === undefined ? {} : { expiresAt: isoOf(on.expiry.at) }),
    };
  };
  const run = async (name: FaultName, step: (effect: Effect) => Promise<void>): Promise<void> => {
    const effect = effects[name] as Effect | undefined;
    try {
      if (effect !== undefined) await step(effect);
    } catch (thrown) {
      throw new DemoError('FAULT_FAILED', { name, reason: messageOf(thrown) }, { cause: thrown });
    }
  };
  const end = async (name: FaultName): Promise<FaultState> => {
    const was = switched.get(name);
    if (was !== undefined) {
      await run(name, (effect) => effect.end());
      clearTimeout(was.expiry?.timer);
      switched.delete(name);
    }
    return stateOf(name);
  };
  const begin = async (name: FaultName, grade: Grade): Promise<FaultState> => {
    const before = switched.get(name);
    if (before === undefined || !sameGrade(before.grade, grade))
      await run(name, (effect) => effect.begin(grade));
    if (faultOf(name).once) {
      doneAt.set(name, now());
      return stateOf(name);
    }
    clearTimeout(before?.expiry?.timer);
    const expiry = grade.forSeconds === undefined ? undefined : expiryOf(name, grade.forSeconds);
    switched.set(name, { grade, since: before?.since ?? now(), expiry });
    return stateOf(name);
  };
  const expiryOf = (name: FaultName, seconds: number): NonNullable<Switched['expiry']> => {
    const expire = async (): Promise<void> => {
      try {
        await end(name);
      } catch (thrown) {
        warn?.(messageOf(thrown));
        const still = switched.get(name);
        if (still) switched.set(name, { ...still, expiry: expiryOf(name, END_AGAIN_SECONDS) });
      }
    };
    const timer = setTimeout(() => void inTurn(expire), seconds * 1000).unref();
    return { at: now() + seconds * 1000, timer };
  };
  const endAll = async (): Promise<readonly FaultState[]> => {
    await eachDone([...switched.keys()].map((name) => inTurn(() => end(name))));
    return names.map(stateOf);
  };

  return {
    active: <Name extends FaultName>(name: Name) => switched.get(name)?.grade as Grade<Name> | undefined,
    list: () => Promise.resolve(names.map(stateOf)),
    set: async (name, given) => {
      const known = faultNamed(name, names);
      const grade = gradeOf(known, given);
      return inTurn(() => begin(known, grade));
    },
    clear: async (name) => {
      const known = faultNamed(name, names);
      return inTurn(() => end(known));
    },
    clearAll: endAll,
    stop: async () => {
      await endAll();
    },
  };
}
