/** Tells on standard error how a suite gets on: which suite, and on which back end where that was chosen. */
export function sayerOf(suite: string): (message: string) => void {
  const backEnd = process.env['STACK'];
  const who = backEnd === undefined ? suite : `${suite}, ${backEnd}`;
  return (message) => void process.stderr.write(`  ${who}: ${message}\n`);
}
