import type { ReportFieldError } from './field-errors';
import { isObject, type JsonObject } from './read';

/** Reads `contexts`: objects by name, each with a `type` that defaults to its name. */
export function readContexts(value: unknown, report: ReportFieldError): JsonObject {
  if (value === undefined || value === null) return {};
  if (!isObject(value)) {
    report('contexts', value, 'not an object');
    return {};
  }
  const contexts: JsonObject = {};
  for (const [name, context] of Object.entries(value)) {
    if (isObject(context)) contexts[name] = { ...context, type: context.type ?? name };
    else if (context !== null) report(`contexts.${name}`, context, 'not an object');
  }
  return contexts;
}

/** Reads `extra`: anything by name. */
export function readExtra(value: unknown, report: ReportFieldError): JsonObject {
  if (value === undefined || value === null || isObject(value)) return value ?? {};
  report('extra', value, 'not an object');
  return {};
}
