import type { RequestHandler, Response } from 'express';

const EVERY_MS = 2000;

/**
 * Server-sent events: the value now, then again every two seconds and after every change. It is made once for all who
 * watch, and not at all when nobody does.
 * @param onChange subscribes to changes; returns how to stop that
 */
export function liveEvents(
  value: () => Promise<unknown>,
  onChange: (listener: () => void) => () => void,
): RequestHandler {
  const watching = new Set<Response>();
  let stopWatching: (() => void) | undefined;
  let sending = false;
  /** Something changed while a value was being made, and it may not be in it. */
  let isOutdated = false;

  const send = async (): Promise<void> => {
    if (sending) return;
    sending = true;
    try {
      do {
        isOutdated = false;
        const message = `data: ${JSON.stringify(await value())}\n\n`;
        watching.forEach((response) => response.write(message));
      } while (isOutdated);
    } finally {
      sending = false;
    }
  };
  const sendNow = (): void => {
    // What fails is told by the value itself; a value that cannot be made is sent at the next turn.
    send().catch(() => undefined);
  };
  const start = (): (() => void) => {
    const timer = setInterval(sendNow, EVERY_MS);
    const unsubscribe = onChange(() => {
      isOutdated = true;
      sendNow();
    });
    return () => {
      clearInterval(timer);
      unsubscribe();
    };
  };

  return function watch(_request, response) {
    response.set({ 'content-type': 'text/event-stream', 'cache-control': 'no-store' }).flushHeaders();
    watching.add(response);
    stopWatching ??= start();
    response.on('close', () => {
      watching.delete(response);
      if (watching.size > 0) return;
      stopWatching?.();
      stopWatching = undefined;
    });
    sendNow();
  };
}
