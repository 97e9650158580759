// The demo's main program: console, inbox and traffic.
import { run } from './run';
import { startDemo } from './start-demo';

run(async () => {
  const demo = await startDemo(process.env);
  return { stop: async () => void (await demo.stop()) };
});
