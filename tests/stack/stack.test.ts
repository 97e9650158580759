import { type Stack, startStack } from '@express-slo-stack/stack';
import { originsSuite } from './suites/origins';
import { outageSuite } from './suites/outage';
import { recordedSeriesSuite } from './suites/recorded-series';
import { scrapeSuite } from './suites/scrape';
import { sentrySdkSuite } from './suites/sentry-sdk';
import { sayerOf } from './support/say';

jest.setTimeout(1_000_000);

const say = sayerOf('stack');

/** One stack for all suites, on the back end that is there; the fault comes last. */
describe('the whole stack', () => {
  let stack: Stack;
  const stackOf = () => stack;

  beforeAll(async () => {
    stack = await startStack({ onProgress: say });
    say(`back end: ${stack.backend}`);
    for (const { component, reason } of stack.missing) say(`skipped ${component}: ${reason}`);
  });
  afterAll(async () => {
    await stack?.stop();
  });

  describe('scrape', () => scrapeSuite(stackOf));
  describe('other origins', () => originsSuite(stackOf, say));
  describe('Sentry SDK', () => sentrySdkSuite(stackOf));
  describe('recorded series', () => recordedSeriesSuite(stackOf));
  describe('total outage of ingestion', () => outageSuite(stackOf));
});
