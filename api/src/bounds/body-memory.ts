import { isFairShare } from './fair-share';
import { type OnRefused, Overloaded } from './overloaded';

/** Whoever nobody has vouched for yet: a request without a key, or with one that has never been seen to be good. */
export const anonymous = 'anonymous';
/** The holders of API tokens, who manage projects and issues. */
export const management = 'management';
export const projectOwner = (projectId: number | string): string => `project:${projectId}`;

/** What all anonymous requests together may hold, as a part of the whole. */
export const anonymousPart = 1 / 4;
/**
 * What a request with a body costs at least, in bytes: Node reads so much of it before anybody asks, and keeps the
 * objects of the request.
 */
export const openingBytes = 64 * 1024;

/** The bytes of one request's body, until they are released. */
export interface Hold {
  readonly bytes: number;
  /** Sets what is held. @throws Overloaded when it would be more than the owner's share; then nothing changes. */
  resize(bytes: number): void;
  /** Counts the bytes for another owner. @throws Overloaded when that one has no room for them. */
  moveTo(owner: string): void;
  /** Gives everything back. Safe to call twice. */
  release(): void;
}

/**
 * The memory for bodies, as sent and as decoded, of all requests at once. No owner gets more than its fair share, and
 * anonymous requests get a quarter at most, so that none can take the place of the others.
 */
export class BodyMemory {
  private readonly heldBy = new Map<string, number>();
  private held = 0;

  /** @param total most bytes held at once. */
  constructor(
    readonly total: number,
    private readonly onRefused: OnRefused = () => undefined,
  ) {}

  /** Bytes held now. */
  get used(): number {
    return this.held;
  }

  /** Bytes that an owner holds now. */
  heldFor(owner: string): number {
    return this.heldBy.get(owner) ?? 0;
  }

  /** Begins a hold of `openingBytes`. @throws Overloaded when the owner has no room for it. */
  open(owner: string): Hold {
    let holder = owner;
    let bytes = 0;
    const resize = (wanted: number) => {
      this.change(holder, Math.max(wanted, openingBytes) - bytes);
      bytes = Math.max(wanted, openingBytes);
    };
    const release = () => {
      this.change(holder, -bytes);
      bytes = 0;
    };
    resize(openingBytes);
    return {
      get bytes() {
        return bytes;
      },
      resize,
      moveTo: (other) => {
        const previous = holder;
        if (other === previous) return;
        this.change(previous, -bytes);
        try {
          this.change(other, bytes);
          holder = other;
        } catch (error) {
          this.add(previous, bytes);
          throw error;
        }
      },
      release,
    };
  }

  private change(owner: string, difference: number): void {
    if (difference > 0 && !this.hasRoom(owner, difference)) {
      this.onRefused('body_memory');
      throw new Overloaded('body_memory');
    }
    this.add(owner, difference);
  }

  private hasRoom(owner: string, wanted: number): boolean {
    const held = this.heldFor(owner);
    if (owner === anonymous && held + wanted > this.total * anonymousPart) return false;
    return isFairShare({ held, wanted, free: this.total - this.held });
  }

  private add(owner: string, difference: number): void {
    const held = this.heldFor(owner) + difference;
    this.held += difference;
    if (held === 0) this.heldBy.delete(owner);
    else this.heldBy.set(owner, held);
  }
}
