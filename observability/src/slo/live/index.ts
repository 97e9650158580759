export * from './facts';
export { liveFindings } from './findings';
export { familiesOf, metricQuestions, seriesQuestions, type SeriesQuestion } from './questions';
