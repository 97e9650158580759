import type { Place, Problem } from '../../errors';
import type { Node } from './node';

/** A value together with the place it was written at. */
export interface At<T> {
  readonly value: T;
  readonly at: Place;
  /** Where a character of a string stands, if that is known. */
  readonly inside?: (character: number) => Place | undefined;
}

/** What a reader collects on its way through a document. */
export interface Report {
  readonly problems: Problem[];
  /** In a tolerant reading a field that is not known is told here instead of being a problem. */
  readonly ignored?: (owner: string, field: string, at: Place) => void;
}

/** One type of the schema tables: how it is called in messages, and how a node becomes a value. */
export interface Schema<T> {
  /** In a sentence: "a string", "a list". */
  readonly name: string;
  /** The fields of an object, for the reference; absent for everything else. */
  readonly fields?: Fields;
  /** The type inside a list or a map, for the reference. */
  readonly inner?: Schema<unknown>;
  /** Reads a node; undefined means that a problem was reported. `field` is how messages call it. */
  readonly read: (node: Node, field: string, report: Report) => T | undefined;
  /**
   * Stands in for a value that is missing or could not be read, so that the rest is still checked. All of it is `nowhere`.
   * Without it, such a field counts as not given.
   */
  readonly standIn?: () => T;
}

/** The schema of an object: its table can be looked at and built upon. */
export interface ObjectSchema<F extends Fields> extends Schema<Read<F>> {
  readonly owner: string;
  readonly fields: F;
}

export interface Field<T, Required extends boolean> {
  readonly type: Schema<T>;
  readonly required: Required;
  readonly doc: string;
  /** Known, but neither in messages nor in the reference: nobody writes it by hand. */
  readonly unlisted?: boolean;
}

export type Fields = Readonly<Record<string, Field<unknown, boolean>>>;

type Value<F> = F extends Field<infer T, boolean> ? T : never;
type RequiredKeys<F extends Fields> = {
  [K in keyof F]: F[K] extends Field<unknown, true> ? K : never;
}[keyof F];

/** What an object schema reads: its fields by name, and the place of the object. */
export type Read<F extends Fields> = { readonly at: Place } & {
  readonly [K in RequiredKeys<F>]: Value<F[K]>;
} & { readonly [K in Exclude<keyof F, RequiredKeys<F>>]?: Value<F[K]> };

/** The type that a schema reads. */
export type ReadBy<S> = S extends Schema<infer T> ? T : never;

export const required = <T>(type: Schema<T>, doc: string): Field<T, true> => ({ type, required: true, doc });
export const optional = <T>(type: Schema<T>, doc: string): Field<T, false> => ({
  type,
  required: false,
  doc,
});
