export { anonymous, BodyMemory, type Hold, management, projectOwner } from './body-memory';
export { type Bounds, createBounds, decoderSlots } from './bounds';
export { eventMemory, storingMemory } from './event-memory';
export { FairSlots } from './fair-slots';
export { Overloaded } from './overloaded';
