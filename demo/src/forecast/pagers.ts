import type { FaultName, Grade } from '../faults/catalogue';
import { SILENCE_ALERT } from '../inbox/silence-page';
import { hitsOf, type Hit } from './hits';

/** An alert that pages; `slo` where it is about one. */
export interface Pager {
  readonly alertname: string;
  readonly slo?: string;
}

export const targetDown: Pager = { alertname: 'TargetDown' };
export const watchdogSilent: Pager = { alertname: SILENCE_ALERT };
export const burnOf = ({ slo }: Hit): Pager => ({ alertname: 'SLOBurn', slo });

/** Faults that other alerts see than those of the SLOs. */
const bySymptom: { readonly [Name in FaultName]?: Pager } = {
  'api-down': targetDown,
  'prometheus-down': watchdogSilent,
  'alertmanager-down': watchdogSilent,
};

/** The alerts that a fault of this grade may make page. */
export function pagersOf<Name extends FaultName>(name: Name, grade: Grade<Name>): readonly Pager[] {
  const seenBy = bySymptom[name];
  return seenBy === undefined ? hitsOf(name, grade).map(burnOf) : [seenBy];
}

/** Whether a page with these labels is of one of these alerts. */
export const isOf = (pager: Pager, labels: Readonly<Record<string, string>>): boolean =>
  labels['alertname'] === pager.alertname && labels['slo'] === pager.slo;
