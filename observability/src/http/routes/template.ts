/**
 * The template of a route: the patterns of the mounts on the way to it, then its own. `/` under a mount adds nothing.
 *
 * joinPatterns(['/tenants/:id', '/'], '/things/') → '/tenants/:id/things/'
 */
export function joinPatterns(mounts: readonly string[], route: string): string {
  const prefix = mounts
    .map((mount) => mount.replace(/\/+$/, ''))
    .filter((mount) => mount !== '')
    .map(withSlash)
    .join('');
  if (route === '' || route === '/') return prefix === '' ? '/' : prefix;
  return prefix + withSlash(route);
}

const withSlash = (pattern: string) => (/^[/{*]/.test(pattern) ? pattern : `/${pattern}`);

/** The path of a request's target: without query, and without scheme and host if a proxy's form was sent. */
export function pathOf(target: string): string {
  const query = target.indexOf('?');
  const path = query < 0 ? target : target.slice(0, query);
  if (path.startsWith('/')) return path;
  const authority = path.indexOf('://');
  const slash = authority < 0 ? -1 : path.indexOf('/', authority + 3);
  return slash < 0 ? path : path.slice(slash);
}
