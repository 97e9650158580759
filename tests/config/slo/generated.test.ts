import { rm } from 'node:fs/promises';
import { generate, type Generated } from './support/generate';
import { promtools, run } from './support/promtools';
import { kinds, specification } from './support/specs';

jest.setTimeout(300_000);

const cases = [
  ...kinds.map((parts) => ({ ...parts, naming: 'house' as const })),
  ...kinds.slice(0, 1).map((parts) => ({ ...parts, naming: 'sloth' as const })),
];

describe.each(cases)('$name, named as $naming', ({ naming, ...parts }) => {
  let generated: Generated;
  beforeAll(async () => {
    generated = await generate(specification(parts), { naming });
  });
  afterAll(() => rm(generated.folder, { recursive: true }));

  it('has rules that promtool finds nothing against', async () => {
    for (const promtool of promtools()) {
      const { code, output } = await run(promtool, [
        'check',
        'rules',
        '--lint=all',
        '--lint-fatal',
        generated.rules,
      ]);
      expect(output).not.toContain('FAILED');
      expect(code).toBe(0);
    }
  });

  it('passes its own tests', async () => {
    for (const promtool of promtools()) {
      const { code, output } = await run(promtool, ['test', 'rules', ...generated.tests]);
      expect(output).not.toContain('FAILED');
      expect(code).toBe(0);
    }
  });

  it('has at most 20 rules a group', () => {
    expect(Math.max(...generated.groups.map(({ rules }) => rules.length))).toBeLessThanOrEqual(20);
  });
});
