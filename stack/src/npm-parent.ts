const parent = process.ppid;
const checkMs = 500;

/**
 * Calls `ended` once when npm, which started this program, has ended without it: killed, or with its terminal. Started
 * otherwise, a program may outlive its parent, and nothing is watched.
 *
 * @returns stops watching.
 */
export function onNpmEnd(ended: () => void, env: NodeJS.ProcessEnv = process.env): () => void {
  if (env['npm_lifecycle_event'] === undefined) return () => undefined;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    ended();
  }, checkMs).unref();
  return () => clearInterval(timer);
}
