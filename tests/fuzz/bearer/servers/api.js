// The API as it runs, with a database of its own in DATA_DIR. Prints the port it listens on.
// Only the limit of failed attempts is raised: at the usual one, all but the first few cases would be answered 429.
const observability = require('@express-slo-stack/observability');

const metricsEndpoint = (options) =>
  observability.metricsEndpoint({ ...options, throttle: { attempts: Number.MAX_SAFE_INTEGER } });
require.cache[require.resolve('@express-slo-stack/observability')].exports = {
  ...observability,
  metricsEndpoint,
};

const { startApi } = require('@express-slo-stack/api');

startApi({ env: process.env }).then(({ port }) => console.log(port));
process.on('disconnect', () => process.exit());
