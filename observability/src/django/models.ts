import { checkedList, checkedName } from '../checked';
import type { AnyRegistry } from '../http/registry';
import { djangoFamilies } from './families';

/** What can be done to a model's rows. */
export type ModelOperation = 'insert' | 'update' | 'delete';

/** Counts rows of one of the models; to be told when they are committed. Rows of anything else are not counted. */
export type ModelRecorder = (model: string, operation: ModelOperation, rows: number) => void;

/** django-prometheus's families of the models named, each series at zero from the start. */
export function modelMetrics(registry: AnyRegistry, models: readonly string[]): ModelRecorder {
  const family = djangoFamilies(registry, 'modelMetrics');
  const known = new Set(
    checkedList(models, 'modelMetrics').map((model) => checkedName(model, 'modelMetrics')),
  );
  const counters = {
    insert: family('modelInserts'),
    update: family('modelUpdates'),
    delete: family('modelDeletes'),
  };
  for (const counter of Object.values(counters)) for (const model of models) counter.inc({ model }, 0);
  return (model, operation, rows) => {
    if (known.has(model) && rows > 0) counters[operation].inc({ model }, rows);
  };
}
