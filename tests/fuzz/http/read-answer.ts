/** One HTTP/1.1 answer, as far as a fuzz looks at it. */
export interface Answer {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: ReadonlyMap<string, string>;
  /** Whether the server says that it is going to close the connection. */
  readonly last: boolean;
}

/**
 * Reads the first final answer at the start of `bytes`: undefined while it is not complete.
 * Throws on anything that is no HTTP/1.1 answer. Written by hand, because what the fuzz sends no client would send.
 */
export function readAnswer(bytes: Buffer, method: string): Answer | undefined {
  let from = 0;
  for (;;) {
    const headEnd = bytes.indexOf('\r\n\r\n', from);
    if (headEnd < 0) return undefined;
    const head = bytes.toString('latin1', from, headEnd);
    const status = Number(/^HTTP\/1\.1 (\d{3})(?: |$)/.exec(head)?.[1]);
    if (Number.isNaN(status)) throw new Error(`no HTTP answer: ${JSON.stringify(head.slice(0, 200))}`);
    const body = headEnd + 4;
    if (status >= 200) return isComplete(bytes, body, head, method, status);
    from = body;
  }
}

function isComplete(
  bytes: Buffer,
  body: number,
  head: string,
  method: string,
  status: number,
): Answer | undefined {
  const headers = new Map(
    head
      .split('\r\n')
      .slice(1)
      .map((line) => {
        const colon = line.indexOf(':');
        return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
      }),
  );
  const answer = { status, headers, last: headers.get('connection')?.toLowerCase() === 'close' };
  if (method === 'HEAD' || status === 204 || status === 304) return answer;
  const length = headers.get('content-length');
  if (length !== undefined) return bytes.length >= body + Number(length) ? answer : undefined;
  if (headers.get('transfer-encoding') !== 'chunked') return answer;
  return hasLastChunk(bytes, body) ? answer : undefined;
}

function hasLastChunk(bytes: Buffer, body: number): boolean {
  for (let at = body; ;) {
    const line = bytes.indexOf('\r\n', at);
    if (line < 0) return false;
    const size = Number.parseInt(bytes.toString('latin1', at, line), 16);
    if (Number.isNaN(size)) throw new Error('a chunk without its size');
    at = line + 2 + size + 2;
    if (at > bytes.length) return false;
    if (size === 0) return true;
  }
}
