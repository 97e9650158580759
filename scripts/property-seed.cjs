// Property tests draw the same cases in every run, so that a check of a change fails by the change alone.
// PROPERTY_SEED=$RANDOM npx jest … looks for new cases; fast-check prints the seed of what it finds.
const fc = require('fast-check');

fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 20220311) });
