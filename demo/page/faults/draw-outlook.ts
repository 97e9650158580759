import { drawWhenChanged, make } from '../dom.js';
import type { Outlook } from './outlook.js';

/** What is to come, in one line, and below it what else is known. */
export function drawOutlook(place: HTMLElement, { lead, time, notes }: Outlook): void {
  const inTime = time === undefined ? [] : [' ', make('strong', {}, time)];
  drawWhenChanged(place, [lead, time, notes], () => [
    ...(lead === '' ? [] : [make('span', { class: 'lead' }, lead, ...inTime)]),
    ...(notes.length === 0 ? [] : [make('span', { class: 'notes' }, notes.join(' · '))]),
  ]);
}
