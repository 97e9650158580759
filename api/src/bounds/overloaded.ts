/** What the API has only so much of, over all requests. */
export const boundedResources = ['body_memory', 'decoding', 'storing'] as const;
export type BoundedResource = (typeof boundedResources)[number];

/** Told of every refusal. */
export type OnRefused = (resource: BoundedResource) => void;

/** A request asks for more than its sender's share of a bounded resource. Worth a retry: answered 503. */
export class Overloaded extends Error {
  constructor(readonly resource: BoundedResource) {
    super(`Too many requests at once; ${resource} is used up`);
    this.name = 'Overloaded';
  }
}
