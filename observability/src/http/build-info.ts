import { checkedName } from '../checked';
import { type ChecksFor, checkedOptions, lookedAtThere } from '../option-checks';
import { clientOf } from './client';
import { type AnyRegistry, refuseRegistered } from './registry';

export interface BuildInfo {
  readonly service: string;
  readonly version: string;
  /** The commit it was built from. */
  readonly revision?: string;
}

const CHECKS: ChecksFor<BuildInfo> = {
  service: lookedAtThere,
  version: lookedAtThere,
  revision: lookedAtThere,
};

/** `build_info`, constantly 1: what runs, as labels, to join with other metrics. */
export function registerBuildInfo(registry: AnyRegistry, info: BuildInfo): void {
  const { Gauge, registers } = clientOf(registry, 'registerBuildInfo');
  const { service, version, revision = '' } = checkedOptions(info, 'registerBuildInfo', CHECKS);
  checkedName(service, 'registerBuildInfo: service');
  checkedName(version, 'registerBuildInfo: version');
  if (typeof revision !== 'string') checkedName(revision, 'registerBuildInfo: revision');
  refuseRegistered(registry, ['build_info'], 'registerBuildInfo');
  const gauge = new Gauge({
    name: 'build_info',
    help: 'What this process was built from: constantly 1, with service, version, revision and Node version as labels.',
    labelNames: ['service', 'version', 'revision', 'nodeversion'],
    aggregator: 'first',
    registers,
  });
  gauge.set({ service, version, revision, nodeversion: process.version }, 1);
}
