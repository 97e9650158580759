// The demo's second program: the API, with faults that can be switched on.
import { run } from './run';
import { startApiUnderFaults } from './start-api-under-faults';

run(() => startApiUnderFaults(process.env));
