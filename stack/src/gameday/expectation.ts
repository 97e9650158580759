import { type InboxEntry, SILENCE_ALERT } from '@express-slo-stack/demo';
import { isPage } from './notifications';
import { type ExpectedPage, type Scenario, SERVICE } from './scenarios';

/** Whether an entry of the inbox is about the alert that a scenario must page with. */
export function isExpected(expected: ExpectedPage, entry: InboxEntry): boolean {
  const { alertname, service, slo } = entry.labels;
  if (!isPage(entry)) return false;
  switch (expected.page) {
    case 'burn':
      return alertname === 'SLOBurn' && service === SERVICE && slo === expected.slo;
    case 'target-down':
      return alertname === 'TargetDown' && service === SERVICE;
    case 'silence':
      return alertname === SILENCE_ALERT;
    case 'none':
      return false;
  }
}

/** Whether an entry of the inbox is a page that the scenario does not account for. */
export function isFalsePage({ expected, alsoPages = [] }: Scenario, entry: InboxEntry): boolean {
  const { alertname, slo = '' } = entry.labels;
  if (!isPage(entry) || entry.status !== 'firing' || isExpected(expected, entry)) return false;
  return !(alertname === 'SLOBurn' && alsoPages.includes(slo));
}
