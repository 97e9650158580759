import type { Curve } from '@express-slo-stack/demo';
import type { Game } from '../game';
import { budgetTableOf } from '../budget-table';
import type { Score } from '../score';
import { type NotPlayed, tableOf } from '../table';
import { chartOf } from './chart';
import { escape } from './escape';
import { style } from './style';

/** The report of a game day: one HTML file that fetches nothing. */
export function htmlOf(games: readonly Game[], notPlayed: readonly NotPlayed[] = []): string {
  const [titles = [], ...rows] = tableOf(games.map(({ score }) => score));
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Game day</title>
<style>${style}</style>
<h1>Game day</h1>
<p>Times are in seconds: to the page from the break, to its end from the mending; in the charts all from the break.</p>
<div class="wide">${table(titles, rows)}</div>
${notPlayed.map(({ scenario, reason }) => `<p class="missed">${escape(`${scenario} was not played: ${reason}`)}</p>`).join('\n')}
${games.map(section).join('\n')}
</html>
`;
}

const row = (cells: readonly string[], tag: 'th' | 'td'): string =>
  `<tr>${cells.map((cell) => `<${tag}>${escape(cell)}</${tag}>`).join('')}</tr>`;

const table = (titles: readonly string[], rows: readonly (readonly string[])[]): string =>
  `<table>${row(titles, 'th')}${rows.map((cells) => row(cells, 'td')).join('')}</table>`;

const section = ({ score, moments, curves }: Game): string => `<section>
<h2>${escape(score.scenario)}</h2>
<p>${escape(score.title)}. How many times too fast each SLO burned, over five minutes; a page needs more than 14.4.</p>
${chartOf(curves.burn, moments)}
<p>${curves.burn.map(key).join(' ')}</p>
${score.misses.map((miss) => `<p class="missed">${escape(miss)}</p>`).join('\n')}
${budgetTable(score)}
${requestList(score)}
</section>`;

const key = ({ metric }: Curve, index: number): string =>
  `<span class="key-${index}">■</span> ${escape(metric['slo'] ?? '')}`;

function budgetTable(score: Score): string {
  const [titles = [], ...rows] = budgetTableOf(score);
  return rows.length === 0 ? '<p>No bad event.</p>' : `<div class="wide">${table(titles, rows)}</div>`;
}

function requestList({ requests, scrapes }: Score): string {
  const { answered, answeredUnseen, unanswered, uncounted } = requests;
  const without = Object.entries(unanswered).map(([reason, count]) => `${count} ${reason}`);
  return `<p>Requests: ${answered} answered, ${answeredUnseen} answered while Prometheus did not run, without an answer: ${escape(without.join(', ')) || 'none'}; ${uncounted} answered and counted by no scrape.
Scrapes: ${scrapes.made} made, ${scrapes.failed} failed, ${scrapes.missing} missing.</p>`;
}
