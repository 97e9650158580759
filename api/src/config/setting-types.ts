import { z } from 'zod';

/** What is known of a setting beside its type; the documentation is made of it. */
export interface SettingMeta {
  doc: string;
  /** What values may be, as a phrase that completes "must be …". */
  allowed: string;
  /** The default as written in the environment, or what happens without the variable. */
  fallback: string;
  /** Set when the value must not be shown in an error. */
  secret?: boolean;
}

const described = <T extends z.ZodType>(type: T, meta: SettingMeta): T =>
  type.meta({ ...meta } satisfies SettingMeta);

interface Range {
  from: number;
  to: number;
  default: number;
  doc: string;
}

const numeric = (pattern: RegExp, range: Range) =>
  z
    .string()
    .regex(pattern)
    .transform(Number)
    .pipe(z.number().min(range.from).max(range.to))
    .default(range.default);

/** A whole number in a range. */
export const integer = (range: Range) =>
  described(numeric(/^\d{1,15}$/, range), {
    doc: range.doc,
    allowed: `a whole number from ${range.from} to ${range.to}`,
    fallback: String(range.default),
  });

/** A time in seconds; fractions are allowed. */
export const seconds = (range: Range) =>
  described(numeric(/^\d{1,9}(\.\d{1,6})?$/, range), {
    doc: range.doc,
    allowed: `a number of seconds from ${range.from} to ${range.to}`,
    fallback: String(range.default),
  });

/** One of a few words. */
export const choice = <const T extends readonly [string, ...string[]]>(options: {
  of: T;
  default: T[number];
  doc: string;
}) =>
  described(z.enum(options.of).default(options.default as never), {
    doc: options.doc,
    allowed: `one of ${options.of.join(', ')}`,
    fallback: options.default,
  });

/** Text of one line. */
export const text = (options: { default: string; doc: string }) =>
  described(
    z
      .string()
      .regex(/^[^\s\p{Cc}]+$/u)
      .default(options.default),
    { doc: options.doc, allowed: 'text without spaces', fallback: options.default },
  );

/** A folder. */
export const path = (options: { default: string; doc: string }) =>
  described(
    z
      .string()
      .regex(/^\P{Cc}+$/u)
      .default(options.default),
    {
      doc: options.doc,
      allowed: 'a path, absolute or from the working directory',
      fallback: options.default,
    },
  );

const isUrlOf = (protocols: readonly string[]) => (value: string) =>
  URL.canParse(value) && protocols.includes(new URL(value).protocol);

/** An address of a web server, without query and fragment. */
export const httpUrl = (options: { optional: string; doc: string }) =>
  described(
    z
      .string()
      .refine(isUrlOf(['http:', 'https:']))
      .refine((value) => !/[?#]/.test(value))
      .transform((value) => value.replace(/\/+$/, ''))
      .optional(),
    {
      doc: options.doc,
      allowed: 'an http:// or https:// address without query or fragment',
      fallback: options.optional,
    },
  );

/** An address of a PostgreSQL server; it may hold a password. */
export const postgresUrl = (options: { optional: string; doc: string }) =>
  described(
    z
      .string()
      .refine(isUrlOf(['postgres:', 'postgresql:']))
      .optional(),
    {
      doc: options.doc,
      allowed: 'an address such as postgresql://user:password@host:5432/database',
      fallback: options.optional,
      secret: true,
    },
  );
