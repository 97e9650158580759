import { slothRules } from '../../peers/sloth';
import { ours, theirs } from '../ours';
import type { Row } from '../row';

/** Mimir's limit per group, and Sloth's sizes. */
export function sizeRow(): Row {
  const sizes = ours().groups.map(({ rules }) => rules.length);
  return {
    case: 'rules per group',
    truth: 'at most 20',
    sloth: slothRules(theirs(), '30s')
      .map(({ rules }) => rules.length)
      .join('/'),
    ours: sizes.join('/'),
    holds: sizes.every((size) => size <= 20),
  };
}
