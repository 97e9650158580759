// The demo's main program: console, inbox and traffic.
import { runUntilSignalled } from './run';
import { startDemo } from './start-demo';

runUntilSignalled(async () => {
  const demo = await startDemo(process.env);
  return { stop: async () => void (await demo.stop()) };
});
