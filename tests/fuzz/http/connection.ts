import { connect, type Socket } from 'node:net';
import { type Answer, readAnswer } from './read-answer';

/** What became of a request: an answer, the end of the connection without one, or nothing in time. */
export type Outcome = Answer | 'closed' | 'hung';

/** A client that sends bytes as they are, one request after another, over one connection while the server keeps it. */
export class Connection {
  #socket: Socket | undefined;

  constructor(
    private readonly port: number,
    private readonly patienceMs: number,
  ) {}

  /** Sends a request and waits for its answer. A kept connection that ends before any answer is tried once more. */
  async send(bytes: Buffer, method: string): Promise<Outcome> {
    const kept = this.#socket !== undefined;
    const outcome = await this.#exchange(bytes, method);
    return kept && outcome === 'closed' ? this.#exchange(bytes, method) : outcome;
  }

  close(): void {
    this.#socket?.destroy();
    this.#socket = undefined;
  }

  async #exchange(bytes: Buffer, method: string): Promise<Outcome> {
    const socket = (this.#socket ??= connect(this.port, '127.0.0.1').setNoDelay(true));
    const outcome = await answerOf(socket, bytes, method, this.patienceMs);
    if (typeof outcome === 'string' || outcome.last) this.close();
    return outcome;
  }
}

function answerOf(socket: Socket, bytes: Buffer, method: string, patienceMs: number): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    let received: Buffer = Buffer.alloc(0);
    const patience = setTimeout(() => settle('hung'), patienceMs);
    const settle = (outcome: Outcome) => {
      clearTimeout(patience);
      socket.removeAllListeners();
      socket.on('error', () => undefined);
      resolve(outcome);
    };
    socket.on('data', (chunk: Buffer) => {
      received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
      try {
        const answer = readAnswer(received, method);
        if (answer !== undefined) settle(answer);
      } catch (error) {
        clearTimeout(patience);
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    });
    // A server that refuses a request while it is still being sent resets the connection; what it said before counts.
    socket.on('error', () => undefined);
    socket.on('close', () => settle('closed'));
    socket.write(bytes);
  });
}
