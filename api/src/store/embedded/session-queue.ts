import type { Answer, Session } from './session';

interface Waiting {
  client: object;
  bytes: Uint8Array;
  resolve: (answer: Answer) => void;
  reject: (reason: unknown) => void;
}

const idle = 'I';

/**
 * Lets many clients take turns on one session. A client that is inside a transaction, or between Flush and
 * Sync, keeps the session until it is idle again or has gone.
 */
export class SessionQueue {
  private readonly waiting: Waiting[] = [];
  private owner: object | undefined;
  private running = false;

  constructor(private readonly session: Session) {}

  /** Runs one unit of a client's messages. */
  run(client: object, bytes: Uint8Array): Promise<Answer> {
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
        this.owner = answer.status === idle ? undefined : entry.client;
        entry.resolve(answer);
      } catch (error) {
        entry.reject(error);
      }
    }
    this.running = false;
  }
}
