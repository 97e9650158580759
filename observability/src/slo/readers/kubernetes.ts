import { anything, mapOf, object, optional, required, text } from './yaml/schema';

const cluster = optional(anything, 'not read');

/** The metadata of a Kubernetes object: only the name and labels are read, the rest is the cluster's. */
export const kubernetesMetadata = object('metadata', {
  name: required(text, 'the name of the object'),
  namespace: optional(text, 'not read'),
  labels: optional(mapOf(text), 'labels of the object'),
  annotations: optional(mapOf(text), 'annotations of the object'),
  creationTimestamp: cluster,
  finalizers: cluster,
  generation: cluster,
  managedFields: cluster,
  ownerReferences: cluster,
  resourceVersion: cluster,
  uid: cluster,
});
