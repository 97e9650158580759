import { z } from 'zod';

const longest = 50;

/** A slug as a client may choose it. */
export const slugField = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9_-]{0,49}$/,
    'must be 1 to 50 of a-z, 0-9, - and _, beginning with a letter or digit',
  );

/** A name as people write it. */
export const nameField = z.string().trim().min(1).max(64);

/** A slug made of a name; never empty. */
export function slugify(name: string): string {
  const slug = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, longest);
  return slug === '' ? 'unnamed' : slug;
}

/** The first of `slug`, `slug-2`, `slug-3`… that is not taken. */
export function freeSlug(slug: string, taken: ReadonlySet<string>): string {
  if (!taken.has(slug)) return slug;
  for (let number = 2; ; number += 1) {
    const candidate = `${slug.slice(0, longest - String(number).length - 1)}-${number}`;
    if (!taken.has(candidate)) return candidate;
  }
}
