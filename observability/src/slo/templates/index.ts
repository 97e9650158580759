export { alertReads, mentioned, withLabelValues } from './alert-reads';
export { checkTemplate } from './check';
export { TemplateError } from './template-error';
