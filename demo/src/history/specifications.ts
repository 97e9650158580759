import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSpecifications, type Slo } from '@express-slo-stack/observability/slo';
import { DemoError } from '../errors';
import { projectRoot } from './root';

const folder = join(projectRoot, 'observability', 'slos');

/**
 * The SLOs that the rules are generated from.
 * @throws DemoError `SLOS_UNREADABLE` that names the first problem and its place
 */
export function readSlos(): readonly Slo[] {
  const files = readdirSync(folder).filter((name) => /\.ya?ml$/.test(name));
  const sources = files.map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }));
  const { slos, problems } = readSpecifications(sources);
  const [first] = problems.filter(({ level }) => level === 'error');
  if (first !== undefined) {
    const { at, message, remedy } = first;
    throw new DemoError('SLOS_UNREADABLE', { place: `${join(folder, at.file)}:${at.line}`, message, remedy });
  }
  return slos.map(({ slo }) => slo);
}
