import { EventEmitter } from 'node:events';
import type { FaultControl } from './control';

export interface AnnouncedFaults {
  readonly control: FaultControl;
  /** Calls `listener` after every press of a switch, whatever came of it; returns how to stop that. */
  onChange(listener: () => void): () => void;
}

/** The same switches, for who shows how they stand. */
export function announceFaults(control: FaultControl): AnnouncedFaults {
  const presses = new EventEmitter().setMaxListeners(0);
  const told = <T>(press: Promise<T>): Promise<T> => press.finally(() => presses.emit('press'));
  return {
    control: {
      list: () => control.list(),
      set: (name, grade) => told(control.set(name, grade)),
      clear: (name) => told(control.clear(name)),
      clearAll: () => told(control.clearAll()),
    },
    onChange(listener) {
      presses.on('press', listener);
      return () => presses.off('press', listener);
    },
  };
}
