// Which test file begins when. Those that are not named come last: they are short and fill what is left.
const { default: Sequencer } = require('@jest/test-sequencer');

/** Of the units and the configuration, the longest first: alone at the end it would keep one core idle. */
const computing = [
  'config/prometheus',
  'config/slo/generated',
  'config/slo/changed-by-hand',
  'config/slo/fixtures',
];

/**
 * Of what mostly waits, the longest first. But beside the game days, whose predictions want a quiet machine, begins what
 * is light, and the renamed template, which computes most, ends alone.
 */
const waiting = [
  'stack/gameday',
  'stack/example-your-app',
  'stack/wrong-token',
  'stack/stack',
  'stack/history',
  'console/console',
  'template/rename',
];

const order = [...computing, ...waiting];

const rankOf = ({ path }) => {
  const rank = order.findIndex((name) => path.endsWith(`tests/${name}.test.ts`));
  return rank === -1 ? order.length : rank;
};

module.exports = class TestOrder extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((one, other) => rankOf(one) - rankOf(other));
  }
};
