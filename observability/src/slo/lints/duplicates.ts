import { fileStem } from '../compile';
import { problem, showPlace, type Place, type Problem } from '../errors';
import type { SpecifiedSlo } from '../readers';

/** SLOs that share an identity, or the name of the file they are written to. */
export function duplicates(slos: readonly SpecifiedSlo[]): Problem[] {
  const identities = new Map<string, Place>();
  const files = new Map<string, Place>();
  return slos.flatMap(({ slo, places: { name: at } }) => {
    const { service, name } = slo;
    // Without a name it is no identity yet, and that is a problem already.
    if (service === '' || name === '') return [];
    const [identity, file] = [JSON.stringify([service, name]), fileStem(slo).toLowerCase()];
    const [same, sameFile] = [identities.get(identity), files.get(file)];
    identities.set(identity, same ?? at);
    files.set(file, sameFile ?? at);
    if (same) return [problem('duplicate-slo', at, { service, slo: name, first: showPlace(same) })];
    if (!sameFile) return [];
    return [
      problem('duplicate-file', at, {
        service,
        slo: name,
        file: `${fileStem(slo)}.yml`,
        first: showPlace(sameFile),
      }),
    ];
  });
}
