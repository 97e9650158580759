import { problem, type Problem } from '../../errors';
import { checkTemplate, TemplateError } from '../../templates';
import type { At } from '../yaml/schema';

/** Checks a text that goes onto alerts, where Prometheus reads it as a template. */
export function checkAlertText(field: string, { value, at, inside }: At<string>, problems: Problem[]): void {
  try {
    checkTemplate(value);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    const values = { field, found: error.found, offset: error.offset + 1 };
    problems.push(problem('template-syntax', inside?.(error.offset) ?? at, values));
  }
}
