/** The one database session, as the queue needs it. */
export interface Session {
  execute(bytes: Uint8Array): Promise<Uint8Array>;
  rollBack(): Promise<void>;
}

interface Waiting {
  client: object;
  bytes: Uint8Array;
  resolve: (answer: Uint8Array) => void;
  reject: (reason: unknown) => void;
}

const readyForQuery = 'Z'.charCodeAt(0);
const idle = 'I'.charCodeAt(0);

/** True when the server has ended its answer outside a transaction: ReadyForQuery with status "I". */
function endsIdle(answer: Uint8Array): boolean {
  return answer.at(-6) === readyForQuery && answer.at(-1) === idle;
}

/**
 * Lets many clients take turns on one session. A client that is inside a transaction, or between Flush and
 * Sync, keeps the session until it is idle again or has gone.
 */
export class SessionQueue {
  private readonly waiting: Waiting[] = [];
  private owner: object | undefined;
  private running = false;

  constructor(private readonly session: Session) {}

  /** Runs one unit of a client's messages; the answer is the server's bytes. */
  run(client: object, bytes: Uint8Array): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ client, bytes, resolve, reject });
      void this.drain();
    });
  }

  /** Forgets a client that has gone, and undoes the transaction it left open. */
  async leave(client: object): Promise<void> {
    for (const entry of this.waiting.filter((other) => other.client === client)) {
      this.waiting.splice(this.waiting.indexOf(entry), 1);
      entry.reject(new Error('the client has gone'));
    }
    if (this.owner !== client || this.running) return;
    this.running = true;
    try {
      await this.session.rollBack();
    } finally {
      this.owner = undefined;
      this.running = false;
      void this.drain();
    }
  }

  private take(): Waiting | undefined {
    if (this.owner === undefined) return this.waiting.shift();
    const index = this.waiting.findIndex((entry) => entry.client === this.owner);
    return index === -1 ? undefined : this.waiting.splice(index, 1)[0];
  }

  private async drain(): Promise<void> {
    if (this.running) return;
    this.running = true;
    for (let entry = this.take(); entry !== undefined; entry = this.take()) {
      try {
        const answer = await this.session.execute(entry.bytes);
        this.owner = endsIdle(answer) ? undefined : entry.client;
        entry.resolve(answer);
      } catch (error) {
        entry.reject(error);
      }
    }
    this.running = false;
  }
}
