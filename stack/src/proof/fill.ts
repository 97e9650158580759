import type { DemoClient } from '@express-slo-stack/demo';
import { messageOf } from '../errors';
import { sleep } from '../wait';
import { type Answer, ask } from './ask';
import type { Happening } from './happenings';
import type { Question } from './question';

export interface Filled {
  readonly happening: string;
  /** Seconds until each of its queries had data; null when that took too long. */
  readonly seconds: number | null;
  readonly answers: readonly Answer[];
}

const pauseMs = 2_000;

/** Makes something happen, waits until the questions have data, ends it. Never rejects; the fault is off afterwards. */
export async function fill(
  at: {
    readonly prometheus: string;
    readonly demo: DemoClient;
    /** Told each minute how long it may still take. */
    readonly progress: (message: string) => void;
  },
  happening: Happening,
  questions: readonly Question[],
  tellEverySeconds = 60,
): Promise<Filled> {
  const { title, fault, begin, withinSeconds } = happening;
  const began = Date.now();
  const secondsSince = (): number => Math.round((Date.now() - began) / 1000);
  let answers: readonly Answer[] = questions.map((question) => ({ question, hasData: false }));
  try {
    await begin(at.demo, withinSeconds).catch((thrown: unknown) => {
      const problem = messageOf(thrown);
      // Under plain docker compose, this one is a person's to do: what to type is in the message.
      if (!problem.includes('SUPERVISOR_ABSENT')) throw thrown;
      at.progress(problem);
    });
    for (let told = 0; answers.some(({ hasData }) => !hasData) && secondsSince() < withinSeconds;) {
      await sleep(pauseMs);
      if (secondsSince() - told >= tellEverySeconds) {
        told = secondsSince();
        at.progress(`Still waiting, at most ${withinSeconds - told} s more: ${title}`);
      }
      answers = await Promise.all(
        answers.map(async (answer) => (answer.hasData ? answer : await ask(at.prometheus, answer.question))),
      );
    }
  } catch (thrown) {
    const problem = messageOf(thrown);
    answers = questions.map((question) => ({ question, hasData: false, problem }));
  } finally {
    await at.demo.clearFault(fault).catch(() => undefined);
  }
  const all = answers.every(({ hasData }) => hasData);
  return { happening: title, seconds: all ? secondsSince() : null, answers };
}
