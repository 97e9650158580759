/** The tokens that the servers under test know: one with the scope that is needed, one without. */
export const TOKENS = { good: '600d'.repeat(16), weak: '3eaa'.repeat(16) } as const;

/** Where the protected endpoint is mounted. */
export const ENDPOINT = '/api/0/observability';

/** A query parameter: what it means, and how it is written. */
export interface Parameter {
  readonly key: string;
  readonly written: string;
}

export interface Header {
  readonly name: string;
  /** One character is one byte. */
  readonly value: string;
}

export interface Body {
  readonly type: string;
  readonly content: string;
  /** `wrong` says a length that is none: such a request no server may take. */
  readonly framing: 'length' | 'chunks' | 'wrong';
}

/** One request, as the grammar made it: what it means beside what is sent. */
export interface Case {
  readonly method: string;
  readonly path: { readonly text: string; readonly isEndpoint: boolean };
  readonly query: readonly Parameter[];
  readonly headers: readonly Header[];
  readonly body: Body | undefined;
}

/** A case as it is sent. */
export function bytesOf({ method, path, query, headers, body }: Case): Buffer {
  const target = [path.text, query.map(({ written }) => written).join('&')].filter((part) => part !== '');
  const lines = [
    `${method} ${target.join('?')} HTTP/1.1`,
    'Host: 127.0.0.1',
    ...headers.map(({ name, value }) => `${name}:${value}`),
    ...(body === undefined ? [] : [`Content-Type: ${body.type}`, framingOf(body)]),
    '',
    body === undefined ? '' : contentOf(body),
  ];
  return Buffer.from(lines.join('\r\n'), 'latin1');
}

function framingOf({ framing, content }: Body): string {
  if (framing === 'chunks') return 'Transfer-Encoding: chunked';
  return `Content-Length: ${framing === 'length' ? content.length : 'abc'}`;
}

function contentOf({ framing, content }: Body): string {
  if (framing !== 'chunks') return content;
  const chunk = content === '' ? '' : `${content.length.toString(16)}\r\n${content}\r\n`;
  return `${chunk}0\r\n\r\n`;
}
