import { createDemoClient } from '@express-slo-stack/demo';
import { type Stack, startStack } from '@express-slo-stack/stack';
import { consoleSuites } from './console-suite';

jest.setTimeout(1_000_000);

const say = (message: string) => process.stderr.write(`  ${message}\n`);

/** The console on a stack of its own: an outage begins, pages, and is over. */
describe('the console', () => {
  let stack: Stack;
  const { begins, ends } = consoleSuites(() => stack);

  beforeAll(async () => {
    stack = await startStack({ onProgress: say });
  });
  afterAll(async () => {
    await stack?.stop();
  });

  begins();
  describe('a total outage of ingestion', () => {
    const demo = () => createDemoClient(stack.urls.console ?? '');

    it('pages', async () => {
      await demo().setFault('errors', { share: 1, scope: 'ingest', status: 503, forSeconds: 600 });
      await demo().waitForAlert({
        withinSeconds: 240,
        isIt: ({ status, labels }) => status === 'firing' && labels['severity'] === 'page',
      });
      await demo().clearFaults();
    });
  });
  ends();
});
