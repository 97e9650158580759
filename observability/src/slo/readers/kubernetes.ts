import { suggest } from './yaml/suggest';
import { anything, mapOf, object, optional, required, text } from './yaml/schema';

const cluster = { ...optional(anything, 'not read'), unlisted: true };

/** What a cluster writes into the metadata of an object (`kubectl get -o yaml`); nothing of it is read. */
export const clusterFields = {
  creationTimestamp: cluster,
  deletionGracePeriodSeconds: cluster,
  deletionTimestamp: cluster,
  finalizers: cluster,
  generateName: cluster,
  generation: cluster,
  managedFields: cluster,
  ownerReferences: cluster,
  resourceVersion: cluster,
  selfLink: cluster,
  uid: cluster,
};

/** The state of an object, which a cluster writes beside its specification. */
export const clusterStatus = cluster;

/** The metadata of a Kubernetes object: only the name and labels are read. */
export const kubernetesMetadata = object('metadata', {
  name: required(text, 'the name of the object'),
  namespace: optional(text, 'not read'),
  labels: optional(mapOf(text), 'labels of the object'),
  annotations: optional(mapOf(text), 'not read'),
  ...clusterFields,
});

/** API groups of specifications: a version of theirs that is not read is an error, not a foreign object. */
const ownGroups = ['openslo', 'openslo.com', 'sloth.slok.dev', 'pyrra.dev'];
/** Kinds that only specifications have: under another group, that is misspelt. */
const ownKinds =
  /^(SLO|SLI|DataSource|Alert(Policy|Condition|NotificationTarget)|ServiceLevelObjective|PrometheusServiceLevel)$/;

/** Whether an object is another Kubernetes object (a ConfigMap, a ServiceMonitor), as they lie beside specifications. */
export function isForeign(apiVersion: string, kind: string): boolean {
  const [group = '', version] = apiVersion.split('/');
  if (!/^v\d+((alpha|beta)\d+)?$/.test(version ?? group) || ownKinds.test(kind)) return false;
  return version === undefined || suggest(group, ownGroups) === undefined;
}
