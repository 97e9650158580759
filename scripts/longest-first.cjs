// Which test file begins first: those that mostly wait begin early, so that the short ones fill what is left.
const { default: Sequencer } = require('@jest/test-sequencer');

/** By how long they take. The template's run comes behind the game day, whose predictions want a quiet machine. */
const longOnes = [
  'config/prometheus',
  'config/slo/generated',
  'config/slo/changed-by-hand',
  'config/slo/fixtures',
  'stack/gameday',
  'stack/stack',
  'stack/history',
  'console/console',
  'template/rename',
];

const rankOf = ({ path }) => {
  const rank = longOnes.findIndex((name) => path.endsWith(`tests/${name}.test.ts`));
  return rank === -1 ? longOnes.length : rank;
};

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((one, other) => rankOf(one) - rankOf(other));
  }
};
