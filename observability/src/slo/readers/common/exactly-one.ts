import { problem, type Place, type Problem } from '../../errors';

/** "Exactly one of these" for fields of which none or several are given. */
export function exactlyOneOf(at: Place, owner: string, fields: Readonly<Record<string, unknown>>): Problem {
  const quoted = (names: readonly string[]) => names.map((name) => `"${name}"`).join(' and ');
  const given = Object.keys(fields).filter((name) => fields[name] !== undefined);
  return problem('exactly-one', at, {
    owner,
    found: given.length === 0 ? 'none' : quoted(given),
    fields: quoted(Object.keys(fields)).replaceAll(' and ', ', '),
  });
}
