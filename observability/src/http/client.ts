import { createRequire } from 'node:module';
import type * as PromClient from 'prom-client';
import { ObservabilityError } from '../errors';
import type { AnyRegistry } from './registry';

/** prom-client and its successor, which is the same project under its new name: first the one preferred. */
const CLIENTS = ['prom-client', '@prometheus-io/client'] as const;

type Classes = Pick<
  typeof PromClient,
  'Registry' | 'AggregatorRegistry' | 'Counter' | 'Gauge' | 'Histogram' | 'collectDefaultMetrics'
>;

/** The classes of one client, typed as prom-client's: what is used of them is the same in both. */
export interface Client extends Classes {
  /** The registry asked for, as the classes take it. */
  readonly registers: [PromClient.Registry];
}

/** Neither client is a dependency: the application brings one. */
const ofTheApplication = createRequire(__filename);

/**
 * The client that a registry is of; `place` is the function that the registry was given to.
 * Throws OBS_TWO_CLIENTS if both are loaded, and for what is no registry of either an OBS_REGISTRY_… that says what it is.
 */
export function clientOf(registry: AnyRegistry, place: string): Client {
  const classes = clients().find(({ Registry }) => registry instanceof Registry);
  if (classes === undefined) throw whyForeign(registry, place);
  return { ...classes, registers: [registry as PromClient.Registry] };
}

const methods = ['registerMetric', 'getMetricsAsArray', 'getSingleMetric', 'removeSingleMetric'] as const;
const hasMethods = (value: object): boolean =>
  methods.every((method) => typeof (value as Partial<AnyRegistry>)[method] === 'function');

/** What was given in the place of a registry of the client that is loaded. */
function whyForeign(given: unknown, place: string): ObservabilityError {
  if (given === undefined || given === null) return new ObservabilityError('OBS_REGISTRY_MISSING', place);
  if (typeof given !== 'object') return new ObservabilityError('OBS_REGISTRY_UNKNOWN', given, place);
  if (hasMethods(given)) {
    const files = loadedClients().map(({ file }) => file);
    return new ObservabilityError('OBS_REGISTRY_FOREIGN', given, place, files);
  }
  const isWhole = 'registry' in given && typeof given.registry === 'object' && 'middleware' in given;
  return isWhole
    ? new ObservabilityError('OBS_REGISTRY_OF_METRICS', place)
    : new ObservabilityError('OBS_REGISTRY_UNKNOWN', given, place);
}

/**
 * A new registry of the client that is loaded, else of the one that is installed.
 * Throws OBS_TWO_CLIENTS if both are loaded, and OBS_CLIENT_MISSING if none is installed.
 */
export function createRegistry(): PromClient.Registry {
  const [classes] = clients();
  if (classes === undefined) throw new ObservabilityError('OBS_CLIENT_MISSING', ...CLIENTS);
  return new classes.Registry();
}

/**
 * OBS_TWO_CLIENTS, once something loaded the other client after a registry was taken: a dependency on its first use.
 * Cheap enough for each scrape: it looks closer only when modules were loaded since it last did.
 */
export function laterClient(): ObservabilityError | undefined {
  const modules = Object.keys(ofTheApplication.cache).length;
  if (modules !== lastLook.modules) lastLook = { modules, error: twoClients(loadedClients()) };
  return lastLook.error;
}
let lastLook: { modules: number; error: ObservabilityError | undefined } = { modules: 0, error: undefined };

/** The copies of one client. */
function clients(): readonly Classes[] {
  const loaded = loadedClients();
  const error = twoClients(loaded);
  if (error !== undefined) throw error;
  return loaded.length > 0 ? loaded.map(({ classes }) => classes) : firstInstalled();
}

interface Loaded {
  readonly name: string;
  readonly file: string;
  readonly classes: Classes;
}

const loadedClients = (): readonly Loaded[] =>
  Object.entries(ofTheApplication.cache).flatMap(([file, module]) => {
    const name = CLIENTS.find((client) => file.replaceAll('\\', '/').endsWith(`/${client}/index.js`));
    return name === undefined ? [] : [{ name, file, classes: module?.exports as Classes }];
  });

/**
 * Both at once are refused: what is registered with one is not in the other's registry, and half of the metrics would be
 * missing without a word.
 */
function twoClients(loaded: readonly Loaded[]): ObservabilityError | undefined {
  const names = new Set(loaded.map(({ name }) => name));
  return names.size > 1 ? new ObservabilityError('OBS_TWO_CLIENTS', ...[...names].sort()) : undefined;
}

function firstInstalled(): readonly Classes[] {
  for (const name of CLIENTS) {
    try {
      return [ofTheApplication(name) as Classes];
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
    }
  }
  return [];
}
