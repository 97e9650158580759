export { noteTable, type NoteId } from '../notes';
export { readSpecifications, type Reading } from './read';
export type { ReadOptions, SloPlaces, Source, SpecifiedSlo } from './reading';
export { writeOpenSlo } from './openslo/write';
