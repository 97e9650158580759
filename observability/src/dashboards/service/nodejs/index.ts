import { deployAnnotation } from '../../builder/annotations';
import { dashboard } from '../../builder/dashboard';
import { uids } from '../../uids';
import { scope, scopeVariables } from '../scope';
import { eventLoop } from './event-loop';
import { memory } from './memory';
import { now } from './now';
import { process } from './process';

/** The processes themselves, as this package's process metrics describe them. */
export const nodejsDashboard = (): string =>
  dashboard({
    uid: uids.nodejs,
    title: 'Node.js',
    description: 'Processes: event loop, memory, garbage collection, CPU, open files.',
    over: '1h',
    variables: scopeVariables('nodejs_version_info'),
    annotations: [deployAnnotation(scope)],
    rows: [now, eventLoop, memory, process],
  });
