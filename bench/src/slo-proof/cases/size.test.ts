import { ours } from '../ours';
import { inOrder } from './size';

const { groups } = ours();

it('finds our rules in evaluation order', () => expect(inOrder(groups)).toBe(true));

it('sees a rule that comes before what it reads', () => {
  const backwards = groups.map((group) => ({ ...group, rules: group.rules.toReversed() }));
  expect(inOrder(backwards)).toBe(false);
  expect(inOrder(groups.toReversed())).toBe(false);
});
