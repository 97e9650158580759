/** What is remembered to be said already: messages may differ without end. */
const MOST_MESSAGES = 100;

/**
 * What errors are told to when nobody asked for them: says each message once, as a warning of the process
 * (`process.on('warning')`), so that a fault at every scrape is neither silent nor endless. `place` comes first in it.
 */
export function warnOnce(place: string): (error: unknown) => void {
  const said = new Set<string>();
  return (error) => {
    const message = error instanceof Error ? error.message : String(error);
    if (said.has(message) || said.size >= MOST_MESSAGES) return;
    said.add(message);
    process.emitWarning(`${place}: ${message}`, 'ObservabilityWarning');
  };
}
