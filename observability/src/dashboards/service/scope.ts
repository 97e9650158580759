import { labelVariable } from '../builder/variables';

/** Matchers for the processes that the viewer chose. */
export const scope = 'namespace=~"$namespace", job=~"$job", instance=~"$instance"';

/** Matchers for alerts about these processes: one about all targets of a job names no instance. */
export const alertScope = 'namespace=~"$namespace", job=~"$job", instance=~"$instance|"';

/** Lets the viewer choose among the processes that expose a metric; not every target has a namespace. */
export const scopeVariables = (metric: string) => [
  labelVariable({ name: 'namespace', title: 'Namespace', label: 'namespace', of: metric, all: '.*' }),
  labelVariable({
    name: 'job',
    title: 'Job',
    label: 'job',
    of: `${metric}{namespace=~"$namespace"}`,
    all: '.+',
  }),
  labelVariable({
    name: 'instance',
    title: 'Instance',
    label: 'instance',
    of: `${metric}{namespace=~"$namespace", job=~"$job"}`,
    all: '.+',
  }),
];
