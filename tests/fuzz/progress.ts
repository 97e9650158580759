/** Shows how far something is on one line of a terminal; silent elsewhere. */
export function progress(name: string, of: number, every = 500): (done: number) => void {
  const { stderr } = process;
  if (!stderr.isTTY) return () => undefined;
  return (done) => {
    if (done % every === 0 || done === of) stderr.write(`\r${name}: ${done} of ${of}`.padEnd(60));
    if (done === of) stderr.write('\n');
  };
}
