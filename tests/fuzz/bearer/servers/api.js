// The API as it runs, with a database of its own in DATA_DIR. Prints the port it listens on.
const { startApi } = require('@express-slo-stack/api');

startApi({ env: process.env }).then(({ port }) => console.log(port));
process.on('disconnect', () => process.exit());
