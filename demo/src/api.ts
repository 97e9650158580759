// The demo's second program: the API, with faults that can be switched on.
import { runUntilSignalled } from './run';
import { startApiUnderFaults } from './start-api-under-faults';

runUntilSignalled(() => startApiUnderFaults(process.env));
