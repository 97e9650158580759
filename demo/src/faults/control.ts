import type { FaultName, Grade } from './catalogue';

/** A fault as it stands. */
export interface FaultState {
  readonly name: FaultName;
  readonly title: string;
  readonly effect: string;
  readonly on: boolean;
  /** The grade, while it is on. */
  readonly grade?: Grade;
  /** When it was switched on, ISO 8601. */
  readonly since?: string;
  /** When it ends by itself, ISO 8601; absent when it lasts until it is switched off. */
  readonly expiresAt?: string;
  /** It is done at once and has no end. */
  readonly once?: true;
  /** When it was last done, ISO 8601, for what is done once. */
  readonly doneAt?: string;
  /** Nobody here can do it: what to type instead. */
  readonly byHand?: { readonly on: string; readonly off?: string };
}

/** The fault switches, in this process or over HTTP. */
export interface FaultControl {
  list(): Promise<readonly FaultState[]>;
  /**
   * Switches a fault on, or changes its grade. Resolves when it is in effect.
   * @throws DemoError `FAULT_UNKNOWN`, `FAULT_INVALID`, `FAULT_FAILED`
   */
  set(name: string, grade: unknown): Promise<FaultState>;
  /** Switches a fault off; nothing happens when it is off already. Resolves when it is mended. */
  clear(name: string): Promise<FaultState>;
  /**
   * Mends everything that can be mended.
   * @throws DemoError `FAULT_FAILED`, `FAULTS_NOT_MENDED`, which say what could not
   */
  clearAll(): Promise<readonly FaultState[]>;
}
