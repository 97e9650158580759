import type { Row } from '../../builder/dashboard';
import { statPanel } from '../../builder/stat';
import { tablePanel } from '../../builder/table';
import { scale } from '../../builder/thresholds';
import type { Onward } from '../onward';
import { gauge, rate } from './queries';

/** Lag in seconds: at rest it is the 0.1 s between two samples; 0.1 s more, and every request waits noticeably. */
const lagScale = scale('green', [0.2, 'orange'], [0.6, 'red']);
const shareScale = scale('green', [0.7, 'orange'], [0.9, 'red']);

/** The processes in a few numbers, and what runs. */
export const now = ({ latency }: Onward): Row => ({
  title: 'Now',
  panels: [
    statPanel({
      title: 'Event-loop lag, p99',
      description:
        'The worst instance: one sample in a hundred came later than this. At rest it is 0.1 s, the time between two samples.',
      unit: 's',
      width: 6,
      queries: [{ expr: `max(${gauge('nodejs_eventloop_lag_p99_seconds')})` }],
      colours: lagScale,
      links: latency,
    }),
    statPanel({
      title: 'CPU',
      description: 'The busiest instance, in cores. JavaScript itself runs on one: near 1 it is the limit.',
      unit: 'none',
      decimals: 2,
      width: 6,
      queries: [{ expr: `max(${rate('process_cpu_seconds_total')})` }],
      colours: shareScale,
    }),
    statPanel({
      title: 'Memory',
      description: 'Resident memory of the largest instance.',
      unit: 'bytes',
      width: 6,
      queries: [{ expr: `max(${gauge('process_resident_memory_bytes')})` }],
    }),
    statPanel({
      title: 'Open files',
      description:
        'The share of the file descriptors that the fullest instance may have. At 100 % it accepts nobody.',
      unit: 'percentunit',
      decimals: 1,
      width: 6,
      queries: [{ expr: `max(${gauge('process_open_fds')} / ${gauge('process_max_fds')})` }],
      colours: shareScale,
    }),
    tablePanel({
      title: 'What runs',
      description: 'Versions, and how long each instance has been up.',
      unit: 's',
      width: 24,
      height: 5,
      labels: [
        { title: 'Instance', label: 'instance' },
        { title: 'Version', label: 'version' },
        { title: 'Revision', label: 'revision' },
        { title: 'Node.js', label: 'nodeversion' },
      ],
      values: [
        {
          title: 'Up for',
          unit: 's',
          decimals: 1,
          expr:
            `max by (instance, version, revision, nodeversion) (\n` +
            `  (time() - ${gauge('process_start_time_seconds')})\n` +
            `  * on (namespace, job, instance) group_left (version, revision, nodeversion) ${gauge('build_info')}\n)`,
        },
      ],
    }),
  ],
});
