/** One message of the protocol: its type's letter, its length, its body (PostgreSQL protocol 3.0). */
export function message(type: string, body: Buffer | string = ''): Buffer {
  const content = Buffer.from(body);
  const header = Buffer.alloc(5);
  header.write(type);
  header.writeInt32BE(4 + content.length, 1);
  return Buffer.concat([header, content]);
}

/** An error that ends the connection, as the server would send it. `code` is an SQLSTATE. */
export const fatalError = (code: string, text: string): Buffer =>
  message('E', `SFATAL\0VFATAL\0C${code}\0M${text}\0\0`);

const readyForQuery = 'Z'.charCodeAt(0);
const errorResponse = 'E'.charCodeAt(0);
/** After these severities no session goes on (PostgreSQL, "Message Severity Levels"). */
const ending = /\0V(FATAL|PANIC)\0/;
const textOf = /\0M([^\0]*)\0/;

/** Follows the server's bytes, chunk by chunk: is it ready, in which state, has it ended? Other bodies are skipped. */
export class AnswerReader {
  /** The state of the transaction when the last message is ReadyForQuery: `I` idle, `T` open, `E` failed. */
  status: string | undefined;
  /** What the server said when it ended the session. */
  ended: string | undefined;
  private pending: Buffer = Buffer.alloc(0);
  private skip = 0;

  read(chunk: Buffer): void {
    let rest: Buffer = this.pending.length === 0 ? chunk : Buffer.concat([this.pending, chunk]);
    for (;;) {
      const skipped = Math.min(this.skip, rest.length);
      this.skip -= skipped;
      rest = rest.subarray(skipped);
      if (rest.length < 5) break;
      const type = rest.readUInt8(0);
      const length = 1 + rest.readInt32BE(1);
      const whole = type === readyForQuery || type === errorResponse;
      if (whole && rest.length < length) break;
      this.status = type === readyForQuery ? String.fromCharCode(rest.readUInt8(5)) : undefined;
      if (type === errorResponse) this.readError(rest.subarray(5, length).toString());
      this.skip = length;
    }
    this.pending = rest;
  }

  private readError(fields: string): void {
    if (ending.test(fields)) this.ended ??= textOf.exec(fields)?.[1] ?? 'no reason';
  }
}
