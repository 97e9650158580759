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
  readonly slots: number;
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

  /**
   * Runs `work` when it is the owner's turn.
   *
   * @param size slots that the work takes; at most all of them.
   * @throws Overloaded when there is no place, or the wait is too long.
   */
  async run<T>(owner: string, work: () => Promise<T>, size = 1): Promise<T> {
    const slots = Math.min(size, this.options.slots);
    if (this.waiting === 0 && this.fits(slots)) this.running += slots;
    else await this.turnOf(owner, slots);
    try {
      return await work();
    } finally {
      this.running -= slots;
      this.passOn();
    }
  }

  private fits(slots: number): boolean {
    return this.running + slots <= this.options.slots;
  }

  private turnOf(owner: string, slots: number): Promise<void> {
    const { waiting, patienceMs } = this.options;
    const queue = this.queues.get(owner) ?? [];
    const free = waiting - this.waiting;
    if (!isFairShare({ held: queue.length, wanted: 1, free })) throw this.refusal();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.remove(owner, place);
        reject(this.refusal());
        // What waited behind a large work may fit now.
        this.passOn();
      }, patienceMs);
      const place: Waiting = {
        slots,
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

  /** Gives free slots to the owners whose turn it is; who got one goes to the end of the line. */
  private passOn(): void {
    for (;;) {
      const [owner, queue] = this.queues.entries().next().value ?? [];
      const next = queue?.[0];
      if (owner === undefined || queue === undefined || next === undefined || !this.fits(next.slots)) return;
      this.remove(owner, next);
      if (queue.length > 0) {
        this.queues.delete(owner);
        this.queues.set(owner, queue);
      }
      this.running += next.slots;
      next.start();
    }
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
