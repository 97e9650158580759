import Ajv from 'ajv';
import { readProjectYaml } from './project';

const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, strictRequired: false, strictTypes: false });
const validate = ajv.compile(readProjectYaml<object>('grafana/schema/dashboard.schema.json'));

/** What the schema of classic dashboards has against a dashboard. */
export function schemaProblems(dashboard: unknown): readonly string[] {
  validate(dashboard);
  return (validate.errors ?? []).map(({ instancePath, message = '' }) => `${instancePath} ${message}`);
}
