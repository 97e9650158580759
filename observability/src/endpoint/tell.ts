/** A callback for errors that changes nothing by failing itself, at once or later: it is a log. */
export const teller =
  <Details extends readonly unknown[]>(onError: (...details: Details) => unknown) =>
  (...details: Details): void => {
    try {
      Promise.resolve(onError(...details)).catch(() => undefined);
    } catch {
      // There is nobody left to tell.
    }
  };
