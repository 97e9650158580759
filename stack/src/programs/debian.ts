import path from 'node:path';

/** One place that apt fetches package lists from. */
export interface AptRepository {
  readonly uri: string;
  readonly suite: string;
  readonly component: string;
}

/** The format asked of `apt-get indextargets`, one repository and component per line. */
export const indexTargetsFormat = '$(REPO_URI)|$(RELEASE)|$(COMPONENT)';

/** Reads the answer of `apt-get indextargets --format` with {@link indexTargetsFormat}; keeps distribution mirrors. */
export function parseIndexTargets(output: string): readonly AptRepository[] {
  const lines = [...new Set(output.split('\n').map((line) => line.trim()))];
  return lines.flatMap((line) => {
    const [uri, suite, component] = line.split('|');
    if (uri === undefined || suite === undefined || component === undefined) return [];
    return /\/(debian|ubuntu)\/?$/.test(uri) ? [{ uri, suite, component }] : [];
  });
}

/**
 * The suites to look for a package in, best first: Debian forky on the machine's own mirror
 * (current Prometheus and Alertmanager), then the suites the machine already uses.
 */
export function candidateSuites(machine: readonly AptRepository[]): readonly AptSuite[] {
  const own = { name: machine[0]?.suite ?? 'machine', repositories: machine };
  return [...debianSuite(machine, 'forky'), ...(machine.length === 0 ? [] : [own])];
}

/** One Debian release on the machine's own mirror; none where apt knows no Debian mirror. */
export function debianSuite(machine: readonly AptRepository[], name: string): readonly AptSuite[] {
  const mirror = machine.find(({ uri }) => /\/debian\/?$/.test(uri))?.uri;
  return mirror === undefined
    ? []
    : [{ name, repositories: [{ uri: mirror, suite: name, component: 'main' }] }];
}

export interface AptSuite {
  readonly name: string;
  readonly repositories: readonly AptRepository[];
}

/** The text of a sources.list; `keyring` signs the lists where apt has no key of its own for them. */
export function sourcesList(suite: AptSuite, keyring: string | undefined): string {
  const options = keyring === undefined ? '' : `[signed-by=${keyring}] `;
  return suite.repositories
    .map(({ uri, suite: release, component }) => `deb ${options}${uri} ${release} ${component}\n`)
    .join('');
}

/**
 * An apt configuration (for `APT_CONFIG`) with sources, lists and cache of its own below `folder`:
 * nothing of the machine's apt is touched, and no root is needed.
 */
export function aptConfiguration(folder: string): string {
  return [
    `Dir::Etc::sourcelist "${path.join(folder, 'sources.list')}";`,
    'Dir::Etc::sourceparts "/dev/null";',
    `Dir::State::lists "${path.join(folder, 'lists')}";`,
    `Dir::Cache "${path.join(folder, 'cache')}";`,
    'APT::Sandbox::User "";',
    'Acquire::Retries "2";',
    '',
  ].join('\n');
}
