export { anonymous, BodyMemory, type Hold, management, projectOwner } from './body-memory';
export { type Bounds, createBounds, decoderSlots, storingSlots } from './bounds';
export { FairSlots } from './fair-slots';
export { Overloaded } from './overloaded';
