import { methodLabel } from './methods';

/** Requests that arrived, by method and scheme: counted before anything is known of their route. */
export class Arrivals {
  readonly #methods: string[] = [];
  readonly #indexes = new Map<string, number>();
  readonly #started: number[] = [];
  readonly #finished: number[] = [];
  #lastMethod: string | undefined;
  #lastIndex = 0;

  constructor() {
    this.#index('GET');
  }

  /** Counts an arrival; what it returns is handed to {@link finish}. */
  start(method: string, secure: boolean): number {
    const index = this.#indexOf(method);
    const at = secure ? index + 1 : index;
    (this.#started[at] as number)++;
    return at;
  }

  finish(at: number): void {
    (this.#finished[at] as number)++;
  }

  /** One entry for each method and scheme that occurred. */
  entries(): readonly { method: string; scheme: 'http' | 'https'; started: number; active: number }[] {
    return this.#started.flatMap((started, at) => {
      const active = started - (this.#finished[at] ?? 0);
      const entry = {
        method: this.#methods[at >> 1] ?? '',
        scheme: SCHEMES[at % 2] ?? 'http',
        started,
        active,
      };
      return started === 0 && active === 0 ? [] : [entry];
    });
  }

  /** Forgets finished requests; active ones stay counted until they finish. */
  reset(): void {
    this.#finished.forEach((finished, at) => {
      (this.#started[at] as number) -= finished;
      this.#finished[at] = 0;
    });
  }

  /** Most requests are GET, or have the method of the one before; Node gives each method as one and the same string. */
  #indexOf(method: string): number {
    if (method === 'GET') return 0;
    if (method !== this.#lastMethod) {
      this.#lastMethod = method;
      this.#lastIndex = this.#indexes.get(method) ?? this.#index(methodLabel(method));
    }
    return this.#lastIndex;
  }

  #index(label: string): number {
    const known = this.#indexes.get(label);
    if (known !== undefined) return known;
    const index = this.#methods.push(label) * 2 - 2;
    this.#indexes.set(label, index);
    this.#started.push(0, 0);
    this.#finished.push(0, 0);
    return index;
  }
}

const SCHEMES = ['http', 'https'] as const;
