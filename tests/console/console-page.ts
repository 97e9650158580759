import type { Locator, Page } from 'playwright-core';

/** The console's page as a person finds their way on it: by headings, names of switches and texts. */
export interface ConsolePage {
  readonly slos: Locator;
  readonly charts: Locator;
  /** The card of a fault, by its title. */
  card(title: string): Locator;
  toggle(title: string): Locator;
  /** A control of a fault's grade. */
  slider(title: string, name: string): Locator;
  choice(title: string, name: string): Locator;
  /** Rejects unless the switch stands as it should; `press` is how it is pressed, once the last press is over. */
  stands(title: string, isOn: boolean, press: () => Promise<void>): Promise<void>;
  /** Entries of the inbox about the burn of an SLO, newest first. */
  entries(slo: string, status: 'page' | 'resolved'): Locator;
  /** What a fault that is on still has to go until it pages, in seconds. Rejects where no countdown runs. */
  secondsLeft(title: string): Promise<number>;
}

const countdown = /Page in (?:(\d+)\smin\s?)?(?:(\d+)\ss)?/;

export function consolePage(page: Page): ConsolePage {
  const card = (title: string): Locator =>
    page.locator('.fault').filter({ has: page.getByRole('heading', { name: title, exact: true }) });
  const toggle = (title: string): Locator => page.getByRole('switch', { name: title, exact: true });
  return {
    slos: page.locator('.slo'),
    charts: page.locator('.slo .chart canvas'),
    card,
    toggle,
    slider: (title, name) => card(title).getByRole('slider', { name, exact: true }),
    choice: (title, name) => card(title).getByRole('combobox', { name, exact: true }),
    async stands(title, isOn, press) {
      const isAsked = async () => (await toggle(title).getAttribute('aria-checked')) === String(isOn);
      if (await isAsked()) return;
      if ((await toggle(title).getAttribute('aria-busy')) === null) await press();
      if (!(await isAsked())) throw new Error(`the switch of ${title} is not ${isOn ? 'on' : 'off'}`);
    },
    entries: (slo, status) =>
      page
        .locator('.entry')
        .filter({ hasText: `SLOBurn of ${slo}` })
        .filter({ has: page.locator('.pill', { hasText: status }) }),
    async secondsLeft(title) {
      const text = await card(title).innerText();
      const [, minutes = '0', seconds = '0'] = countdown.exec(text) ?? [];
      const left = Number(minutes) * 60 + Number(seconds);
      if (left === 0) throw new Error(`no countdown in: ${text}`);
      return left;
    },
  };
}
