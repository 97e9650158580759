const actions = {
  project: ['read', 'write', 'admin', 'releases'],
  team: ['read', 'write', 'admin'],
  event: ['read', 'write', 'admin'],
  org: ['read', 'write', 'admin'],
  member: ['read', 'write', 'admin'],
} as const;

type Resource = keyof typeof actions;

/** Every scope of GlitchTip's API tokens. */
export const glitchtipScopes: readonly string[] = Object.entries(actions).flatMap(([resource, verbs]) =>
  verbs.map((verb) => `${resource}:${verb}`),
);

/** The scope that lets a token scrape the metrics; GlitchTip has none for it. */
export const scrapeScope = 'metrics:read';

/** Every scope a token may have. */
export const allScopes: readonly string[] = [...glitchtipScopes, scrapeScope];

/** Scopes that let a token read a resource: any one suffices. */
export const mayRead = (resource: Resource): string[] =>
  ['read', 'write', 'admin'].map((action) => `${resource}:${action}`);
/** Scopes that let a token change a resource. */
export const mayWrite = (resource: Resource): string[] =>
  ['write', 'admin'].map((action) => `${resource}:${action}`);
/** Scopes that let a token delete a resource. */
export const mayDelete = (resource: Resource): string[] => [`${resource}:admin`];
