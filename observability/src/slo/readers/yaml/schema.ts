export { object } from './object';
export { didYouMean } from './suggest';
export * from './types';
export { anything, boolean, decimal, listOf, mapOf, oneOf, text, textOrList, type MapEntry } from './values';
