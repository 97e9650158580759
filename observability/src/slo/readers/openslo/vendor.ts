import type { Problem } from '../../errors';
import type { Node } from '../yaml/node';
import type { Fields, ObjectSchema, Read, Schema } from '../yaml/schema';

/** Whether a metric source of this type is read; none given means Prometheus. */
export const isPrometheus = (type: string | undefined): boolean =>
  type === undefined || type.toLowerCase() === 'prometheus';

/** What is wrong with the fields of a metric source, if it is of Prometheus; other vendors have fields of their own. */
export interface IfPrometheus {
  readonly ifPrometheus?: readonly Problem[];
}

/** The schema of a metric source that may be another vendor's, as long as it is not known to be Prometheus. */
export function ofPrometheus<F extends Fields>(
  schema: ObjectSchema<F>,
  isKnown: (node: Node) => boolean,
): Schema<Read<F> & IfPrometheus> {
  return {
    ...schema,
    read(node, field, report) {
      if (isKnown(node)) return schema.read(node, field, report);
      const problems: Problem[] = [];
      const read = schema.read(node, field, { ...report, problems });
      return read && { ...read, ifPrometheus: problems };
    },
  };
}
