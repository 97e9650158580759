/** The last request that fell into a bucket and whose trace was sampled, so that a slow bucket leads to a trace. */
export interface Exemplar {
  /** The header as it came; {@link isSampled} holds. */
  readonly traceparent: string;
  readonly seconds: number;
  /** Milliseconds since the epoch, when the response closed. */
  readonly at: number;
}

/** `version-trace-parent-flags` of W3C Trace Context, with the lowest flag set: sampled. No identifier is all zeros. */
const SAMPLED = /^(?!ff)[\da-f]{2}-(?!0{32})[\da-f]{32}-(?!0{16})[\da-f]{16}-[\da-f][13579bdf]$/;

/**
 * Whether a `traceparent` header is well formed and its trace was sampled. Others are left out, as OpenTelemetry's
 * default exemplar filter (trace_based) does: they would lead to traces that no backend has.
 */
export const isSampled = (traceparent: string): boolean => SAMPLED.test(traceparent);
