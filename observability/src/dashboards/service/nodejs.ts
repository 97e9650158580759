import { deployAnnotation } from '../builder/annotations';
import { dashboard, type Row } from '../builder/dashboard';
import { seriesPanel } from '../builder/series';
import { statPanel } from '../builder/stat';
import { tablePanel } from '../builder/table';
import { scale } from '../builder/thresholds';
import { uids } from '../uids';
import { scope, scopeVariables } from './scope';

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

/** Every program has `process_` metrics: with all jobs chosen, only Node.js is meant. */
const ofNode = (metric: string, expr: string) =>
  metric.startsWith('process_') ? `(${expr} and on (job, instance) nodejs_version_info{${scope}})` : expr;
const gauge = (metric: string) => ofNode(metric, `${metric}{${scope}}`);
const rate = (metric: string) => ofNode(metric, `rate(${metric}{${scope}}[$__rate_interval])`);
const instance = '{{instance}}';

/** Lag in seconds: at rest it is the 0.1 s between two samples; 0.1 s more, and every request waits noticeably. */
const lagScale = scale('green', [0.2, 'orange'], [0.6, 'red']);
const shareScale = scale('green', [0.7, 'orange'], [0.9, 'red']);

const now: Row = {
  title: 'Now',
  panels: [
    statPanel({
      title: 'Event-loop lag, p99',
      description:
        'The worst instance: one sample in a hundred came later than this. At rest it is 0.1 s, the time between two samples.',
      unit: 's',
      width: 4,
      queries: [{ expr: `max(${gauge('nodejs_eventloop_lag_p99_seconds')})` }],
      colours: lagScale,
      graph: true,
    }),
    statPanel({
      title: 'CPU',
      description: 'The busiest instance, in cores. JavaScript itself runs on one: near 1 it is the limit.',
      unit: 'none',
      decimals: 2,
      width: 4,
      queries: [{ expr: `max(${rate('process_cpu_seconds_total')})` }],
      colours: shareScale,
      graph: true,
    }),
    statPanel({
      title: 'Memory',
      description: 'Resident memory of the largest instance.',
      unit: 'bytes',
      width: 4,
      queries: [{ expr: `max(${gauge('process_resident_memory_bytes')})` }],
      graph: true,
    }),
    statPanel({
      title: 'Open files',
      description:
        'The share of the file descriptors that the fullest instance may have. At 100 % it accepts nobody.',
      unit: 'percentunit',
      decimals: 1,
      width: 4,
      queries: [{ expr: `max(${gauge('process_open_fds')} / ${gauge('process_max_fds')})` }],
      colours: shareScale,
      graph: true,
    }),
    tablePanel({
      title: 'What runs',
      description: 'Versions, and how long each instance has been up.',
      unit: 's',
      width: 8,
      height: 4,
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
            `sum by (instance, version, revision, nodeversion) (\n` +
            `  (time() - ${gauge('process_start_time_seconds')})\n` +
            `  * on (job, instance) group_left (version, revision, nodeversion) ${gauge('build_info')}\n)`,
        },
      ],
    }),
  ],
};

const eventLoop: Row = {
  title: 'Event loop',
  panels: [
    seriesPanel({
      title: 'Event-loop lag',
      description:
        'How long the event loop took between two samples, which are 0.1 s apart; the worst instance. What is above that, every request waits.',
      unit: 's',
      width: 12,
      min: 0,
      queries: ['p50', 'p90', 'p99', 'max'].map((part) => ({
        expr: `max(${gauge(`nodejs_eventloop_lag_${part}_seconds`)})`,
        legend: part,
      })),
    }),
    seriesPanel({
      title: 'Event-loop lag by instance',
      description: 'The mean of each instance, the least, and how far turns lie apart (standard deviation).',
      unit: 's',
      width: 12,
      min: 0,
      queries: [
        { expr: gauge('nodejs_eventloop_lag_mean_seconds'), legend: `${instance} mean` },
        { expr: gauge('nodejs_eventloop_lag_min_seconds'), legend: `${instance} least` },
        { expr: gauge('nodejs_eventloop_lag_stddev_seconds'), legend: `${instance} deviation` },
      ],
    }),
    seriesPanel({
      title: 'What keeps it alive',
      description: 'Open sockets, timers, pipes and the like, by type. One that only grows is a leak.',
      unit: 'none',
      width: 12,
      min: 0,
      queries: [
        { expr: `sum by (type) (${gauge('nodejs_active_resources')})`, legend: '{{type}}' },
        { expr: `sum(${gauge('nodejs_active_handles')})`, legend: 'handles of libuv' },
      ],
    }),
    seriesPanel({
      title: 'Garbage collection',
      description: 'The share of time that collections take, by kind. The event loop stands still meanwhile.',
      unit: 'percentunit',
      width: 12,
      min: 0,
      queries: [{ expr: `sum by (kind) (${rate('nodejs_gc_duration_seconds_sum')})`, legend: '{{kind}}' }],
    }),
  ],
};

const memory: Row = {
  title: 'Memory',
  panels: [
    seriesPanel({
      title: 'Memory',
      description:
        'Resident memory, and of the heap what is reserved and used. Resident without heap: buffers.',
      unit: 'bytes',
      width: 12,
      min: 0,
      queries: [
        { expr: gauge('process_resident_memory_bytes'), legend: `${instance} resident` },
        { expr: gauge('nodejs_heap_size_total_bytes'), legend: `${instance} heap` },
        { expr: gauge('nodejs_heap_size_used_bytes'), legend: `${instance} heap used` },
        { expr: gauge('nodejs_external_memory_bytes'), legend: `${instance} external` },
      ],
    }),
    seriesPanel({
      title: 'Heap spaces',
      description:
        'Used bytes by space. A leak shows as an old space that grows from collection to collection.',
      unit: 'bytes',
      width: 12,
      min: 0,
      stacked: true,
      queries: [
        { expr: `sum by (space) (${gauge('nodejs_heap_space_size_used_bytes')})`, legend: '{{space}}' },
      ],
    }),
    seriesPanel({
      title: 'Heap spaces, share in use',
      description: 'Used of what is reserved, by space; the rest is available before the heap has to grow.',
      unit: 'percentunit',
      width: 12,
      min: 0,
      max: 1,
      queries: [
        {
          expr:
            `sum by (space) (${gauge('nodejs_heap_space_size_used_bytes')})\n/\n` +
            `(sum by (space) (${gauge('nodejs_heap_space_size_total_bytes')}) > 0)`,
          legend: '{{space}}',
        },
      ],
    }),
    seriesPanel({
      title: 'Collections',
      description: 'Garbage collections per second, by kind. Many major ones: the heap is nearly full.',
      unit: 'cps',
      width: 12,
      min: 0,
      queries: [{ expr: `sum by (kind) (${rate('nodejs_gc_duration_seconds_count')})`, legend: '{{kind}}' }],
    }),
  ],
};

const process: Row = {
  title: 'Process',
  panels: [
    seriesPanel({
      title: 'CPU',
      description: 'Cores in use, in the program itself (user) and in the system for it.',
      unit: 'none',
      width: 12,
      min: 0,
      stacked: true,
      queries: [
        { expr: rate('process_cpu_user_seconds_total'), legend: `${instance} user` },
        { expr: rate('process_cpu_system_seconds_total'), legend: `${instance} system` },
      ],
    }),
    seriesPanel({
      title: 'Open file descriptors',
      description: 'Sockets and files, and how many there may be.',
      unit: 'none',
      width: 12,
      min: 0,
      queries: [
        { expr: gauge('process_open_fds'), legend: instance },
        { expr: `min(${gauge('process_max_fds')})`, legend: 'limit' },
      ],
      limits: ['limit'],
    }),
  ],
};
