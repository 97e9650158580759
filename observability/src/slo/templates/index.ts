export { checkTemplate } from './check';
export { TemplateError } from './template-error';
