import { isFairShare } from './fair-share';
import { type BoundedResource, type OnRefused, Overloaded } from './overloaded';

export interface FairSlotsOptions {
  /** What is refused when there is no place left. */
  readonly resource: BoundedResource;
  /** Works that run at once. */
  readonly slots: number;
  /** Works that wait, of all owners; one owner has its fair share of these places. */
  readonly waiting: number;
  /** Longest wait for a slot. Milliseconds. */
  readonly patienceMs: number;
  readonly onRefused?: OnRefused;
}

interface Waiting {
  readonly start: () => void;
}

/**
 * Runs few works at once. Owners take turns, so that an owner with many works delays the others by one work each,
 * and who waits is bounded in number and in time.
 */
export class FairSlots {
  /** Owners with waiting works, in the order of their turns. */
  private readonly queues = new Map<string, Waiting[]>();
  private running = 0;
  private waiting = 0;

  constructor(private readonly options: FairSlotsOptions) {}

  /** Runs `work` when it is the owner's turn. @throws Overloaded when there is no place, or the wait is too long. */
  async run<T>(owner: string, work: () => Promise<T>): Promise<T> {
    if (this.running < this.options.slots) this.running += 1;
    else await this.turnOf(owner);
    try {
      return await work();
    } finally {
      this.passOn();
    }
  }

  private turnOf(owner: string): Promise<void> {
    const { waiting, patienceMs } = this.options;
    const queue = this.queues.get(owner) ?? [];
    const free = waiting - this.waiting;
    if (!isFairShare({ held: queue.length, wanted: 1, free })) throw this.refusal();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.remove(owner, place);
        reject(this.refusal());
      }, patienceMs);
      const place: Waiting = {
        start: () => {
          clearTimeout(timer);
          resolve();
        },
      };
      queue.push(place);
      this.queues.set(owner, queue);
      this.waiting += 1;
    });
  }

  private refusal(): Overloaded {
    this.options.onRefused?.(this.options.resource);
    return new Overloaded(this.options.resource);
  }

  /** Gives a slot to the owner whose turn it is, who then goes to the end of the line. */
  private passOn(): void {
    const [owner, queue] = this.queues.entries().next().value ?? [];
    const next = queue?.[0];
    if (owner === undefined || queue === undefined || next === undefined) {
      this.running -= 1;
      return;
    }
    this.remove(owner, next);
    if (queue.length > 0) {
      this.queues.delete(owner);
      this.queues.set(owner, queue);
    }
    next.start();
  }

  private remove(owner: string, place: Waiting): void {
    const queue = this.queues.get(owner) ?? [];
    const index = queue.indexOf(place);
    if (index === -1) return;
    queue.splice(index, 1);
    this.waiting -= 1;
    if (queue.length === 0) this.queues.delete(owner);
  }
}
