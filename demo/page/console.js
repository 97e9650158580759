/* global document, EventSource */
'use strict';

/** An element with attributes and children; text is always text, never markup. */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}
const byId = (id) => document.getElementById(id);
/** Text that has not changed is left alone, so that a screen reader says nothing and a selection stays. */
function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
const lastDrawn = new Map();
/** Draws a part anew only when what it shows has changed. */
function drawWhenChanged(id, shown, draw) {
  const key = JSON.stringify(shown);
  if (lastDrawn.get(id) === key) return;
  lastDrawn.set(id, key);
  byId(id).replaceChildren(...draw());
}

const timeOf = (iso) => new Date(iso).toLocaleTimeString();
const percent = (ratio, digits = 1) => `${(100 * ratio).toFixed(digits)} %`;
function duration(seconds) {
  const whole = Math.round(seconds);
  if (whole < 90) return `${whole} s`;
  if (whole < 5400) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${(whole / 3600).toFixed(1)} h`;
}

// — requests to this console —

function notice(problem) {
  byId('notice').hidden = problem === undefined;
  setText(byId('notice'), problem ?? '');
}
async function ask(method, path, body) {
  const answer = await fetch(path, {
    method,
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (answer.ok) return answer.status === 204 ? undefined : answer.json();
  const told = await answer.json().catch(() => undefined);
  throw new Error(told?.error?.message ?? `${method} ${path} was answered with ${answer.status}`);
}
async function change(method, path, body) {
  try {
    await ask(method, path, body);
    notice(undefined);
  } catch (problem) {
    notice(problem.message);
  }
}

// — faults —

const scopes = [
  ['all', 'everything'],
  ['ingest', 'ingestion'],
  ['api', 'REST API'],
];
/** How each fault is graded on this page. The console's answer says what a fault is. */
const controls = {
  errors: [
    {
      name: 'share',
      label: 'Share',
      kind: 'range',
      min: 1,
      max: 100,
      value: 50,
      of: (n) => n / 100,
      from: (share) => Math.round(100 * share),
      show: (n) => `${n} %`,
    },
    { name: 'scope', label: 'of', kind: 'choice', choices: scopes, value: 'all' },
    {
      name: 'status',
      label: 'answered',
      kind: 'choice',
      choices: [
        [503, '503'],
        [500, '500'],
      ],
      value: 503,
      of: Number,
    },
  ],
  latency: [
    {
      name: 'ms',
      label: 'Added',
      kind: 'range',
      min: 50,
      max: 5000,
      step: 50,
      value: 800,
      of: Number,
      show: (n) => `${n} ms`,
    },
    {
      name: 'jitter',
      label: 'give or take',
      kind: 'number',
      min: 0,
      max: 5000,
      value: 0,
      of: Number,
      unit: 'ms',
    },
    { name: 'scope', label: 'to', kind: 'choice', choices: scopes, value: 'all' },
  ],
};
const cards = new Map();

function inputOf(control, id) {
  if (control.kind !== 'choice') {
    const { min, max, step, value } = control;
    return make('input', { id, type: control.kind, min, max, step, value });
  }
  const options = control.choices.map(([value, text]) => make('option', { value }, text));
  const select = make('select', { id }, ...options);
  select.value = control.value;
  return select;
}

function makeCard({ name, title, effect }) {
  const inputs = new Map();
  const gradeOf = () =>
    Object.fromEntries(
      [...inputs].map(([key, { input, control }]) => [key, (control.of ?? String)(input.value)]),
    );
  const isOn = () => toggle.getAttribute('aria-checked') === 'true';
  const apply = () => change('PUT', `/api/faults/${name}`, gradeOf());
  const titleId = `fault-${name}`;
  const toggle = make('button', {
    type: 'button',
    role: 'switch',
    'aria-checked': 'false',
    'aria-labelledby': titleId,
  });
  toggle.addEventListener('click', () => (isOn() ? change('DELETE', `/api/faults/${name}`) : apply()));

  const fields = (controls[name] ?? []).map((control) => {
    const id = `${titleId}-${control.name}`;
    const input = inputOf(control, id);
    const output = make('output', { for: id }, control.show?.(input.value) ?? control.unit ?? '');
    input.addEventListener('input', () => {
      if (control.show) setText(output, control.show(input.value));
      if (name === 'errors') showOutlook();
    });
    input.addEventListener('change', () => isOn() && apply());
    inputs.set(control.name, { input, output, control });
    return make(
      'label',
      { for: id },
      control.label,
      input,
      ...(control.show || control.unit ? [output] : []),
    );
  });
  const outlook = make('p', { class: 'outlook' });
  const element = make(
    'article',
    { class: 'fault' },
    make(
      'div',
      { class: 'fault-head' },
      make('div', {}, make('h3', { id: titleId }, title), make('p', { class: 'hint' }, effect)),
      toggle,
    ),
    ...(fields.length > 0 ? [make('div', { class: 'grades' }, ...fields)] : []),
    outlook,
  );
  return { element, toggle, outlook, inputs, gradeOf };
}

/** Shows the grade that is in effect, except where somebody is just changing it. */
function showGrade({ element, inputs }, grade) {
  if (grade === undefined || element.contains(document.activeElement)) return;
  for (const [key, { input, output, control }] of inputs) {
    const value = String(control.from?.(grade[key]) ?? grade[key]);
    if (input.value === value) continue;
    input.value = value;
    if (control.show) setText(output, control.show(value));
  }
}

const latest = { overview: undefined, prediction: undefined };

async function showOutlook() {
  const card = cards.get('errors');
  if (card === undefined) return;
  const share = card.gradeOf().share;
  try {
    const { since = new Date().toISOString() } =
      latest.overview?.faults.find(({ name }) => name === 'errors') ?? {};
    latest.prediction = await ask('GET', `/api/prediction?share=${share}&from=${since}`);
  } catch {
    latest.prediction = undefined;
  }
  if (latest.overview !== undefined) drawOutlooks(latest.overview);
}

function predictionText() {
  const prediction = latest.prediction;
  if (prediction === undefined) return [];
  if (prediction.secondsToPage === null) return ['Too few errors to page; a ticket may come.'];
  return ['Predicted: a page after ', make('strong', {}, duration(prediction.secondsToPage)), '.'];
}

/** Since when it is on, and how long it took until the first page that came after. */
function measuredText(fault, inbox) {
  const since = Date.parse(fault.since);
  const page = inbox.find(
    ({ status, labels, receivedAt }) =>
      status === 'firing' && labels.severity === 'page' && Date.parse(receivedAt) >= since,
  );
  const ends = fault.expiresAt === undefined ? '' : `, until ${timeOf(fault.expiresAt)}`;
  const began = `On since ${timeOf(fault.since)}${ends}. `;
  if (page === undefined) return [began, `No page yet, after ${duration((Date.now() - since) / 1000)}. `];
  return [
    began,
    'Paged after ',
    make('strong', {}, duration((Date.parse(page.receivedAt) - since) / 1000)),
    '. ',
  ];
}

function drawOutlooks({ faults, inbox }) {
  for (const fault of faults) {
    const card = cards.get(fault.name);
    const measured = fault.on ? measuredText(fault, inbox) : [];
    card?.outlook.replaceChildren(...measured, ...(fault.name === 'errors' ? predictionText() : []));
  }
}

function drawFaults(overview) {
  const { faults, faultsProblem } = overview;
  if (faultsProblem !== undefined) {
    cards.clear();
    drawWhenChanged('faults', faultsProblem, () => [make('p', { class: 'empty' }, faultsProblem)]);
    return;
  }
  drawWhenChanged(
    'faults',
    faults.map(({ name }) => name),
    () => {
      cards.clear();
      faults.forEach((fault) => cards.set(fault.name, makeCard(fault)));
      void showOutlook();
      return [...cards.values()].map(({ element }) => element);
    },
  );
  for (const { name, on, grade } of faults) {
    const card = cards.get(name);
    showGrade(card, grade);
    card.element.classList.toggle('on', on);
    card.toggle.setAttribute('aria-checked', String(on));
  }
  drawOutlooks(overview);
}

// — inbox —

const toneOf = ({ status, labels }) =>
  status === 'resolved' ? 'good' : labels.severity === 'page' ? 'bad' : 'warn';

function makeEntry(entry) {
  const { status, labels, annotations, receivedAt } = entry;
  const { alertname = 'alert', severity, ...others } = labels;
  const runbook = annotations.runbook_url;
  const hasRunbook = /^https?:\/\//.test(runbook ?? '');
  return make(
    'li',
    { class: `entry ${toneOf(entry)}` },
    make(
      'div',
      { class: 'entry-head' },
      make(
        'span',
        { class: `pill ${toneOf(entry)}` },
        status === 'resolved' ? 'resolved' : (severity ?? 'firing'),
      ),
      make('h3', {}, alertname),
      make('time', { datetime: receivedAt }, timeOf(receivedAt)),
    ),
    make('p', {}, annotations.summary ?? annotations.description ?? ''),
    make(
      'div',
      { class: 'labels' },
      ...Object.entries(others).map(([name, value]) => make('code', {}, `${name}=${value}`)),
    ),
    ...(hasRunbook ? [make('a', { href: runbook, rel: 'noreferrer', target: '_blank' }, 'Runbook')] : []),
  );
}

let lastSeenId;
function announceNewest(inbox) {
  const newest = inbox.at(-1);
  if (lastSeenId !== undefined && newest !== undefined && newest.id > lastSeenId) {
    setText(byId('announcement'), `${newest.status}: ${newest.labels.alertname}`);
  }
  lastSeenId = newest?.id ?? 0;
}

function drawInbox({ inbox, watchdog }) {
  announceNewest(inbox);
  drawWhenChanged(
    'inbox',
    inbox.map(({ id }) => id),
    () =>
      inbox.length > 0
        ? inbox.map(makeEntry).reverse()
        : [make('li', { class: 'empty' }, 'Nothing has arrived. Switch a fault on, and watch.')],
  );
  const pill = byId('watchdog');
  const beating = watchdog.lastBeatAt !== undefined && !watchdog.silent;
  pill.className = `pill ${watchdog.silent ? 'bad' : beating ? 'good' : ''}`;
  setText(
    pill,
    watchdog.silent ? 'Watchdog silent' : beating ? 'Watchdog heard' : 'waiting for the Watchdog',
  );
  pill.title = `Last heard ${watchdog.silentForSeconds} s ago; silence counts from ${watchdog.limitSeconds} s`;
}

// — traffic —

function areaPath(values, most) {
  const step = 600 / Math.max(1, values.length - 1);
  const points = values.map(
    (value, index) => `${(index * step).toFixed(1)},${(90 - (86 * value) / most).toFixed(1)}`,
  );
  return `M0,90 L${points.join(' L')} L600,90 Z`;
}

function drawTraffic({ traffic }) {
  const { recent, rows, requests, requestsPerSecond, notSent } = traffic;
  const whole = recent.slice(0, -1);
  const lastMinute = whole.slice(-12);
  const sum = (moments, key) => moments.reduce((total, moment) => total + moment[key], 0);
  const inMinute = sum(lastMinute, 'requests');
  setText(byId('rate'), requestsPerSecond.toFixed(1));
  setText(byId('failing'), inMinute === 0 ? '–' : percent(sum(lastMinute, 'failures') / inMinute));
  setText(byId('sent'), requests.toLocaleString());
  const most = Math.max(1, ...whole.map((moment) => moment.requests));
  byId('chart-all').setAttribute(
    'd',
    areaPath(
      whole.map((moment) => moment.requests),
      most,
    ),
  );
  byId('chart-failing').setAttribute(
    'd',
    areaPath(
      whole.map((moment) => moment.failures),
      most,
    ),
  );
  if (!byId('ledger').closest('details').open) return;
  const ordered = [...rows].sort((a, b) => b.count - a.count);
  drawWhenChanged('ledger', [rows, notSent], () => [
    ...ordered.map(({ app, method, route, status, count }) =>
      ledgerRow(app, `${method} ${route}`, status, count),
    ),
    ...notSent.map(({ app, reason, count }) => ledgerRow(app, 'not sent', reason, count)),
  ]);
}
const ledgerRow = (app, route, answer, count) =>
  make(
    'tr',
    {},
    make('td', {}, app),
    make('td', {}, make('code', {}, route)),
    make('td', {}, String(answer)),
    make('td', { class: 'number' }, count.toLocaleString()),
  );

// — service levels —

const budgetText = (left) => (left < 0 ? `${(1 - left).toFixed(1)} times` : percent(left));

function makeSlo({ slo, objective, errorRatio, burnRate, budgetRemaining }) {
  const left = budgetRemaining ?? 1;
  const tone = left < 0.25 ? 'bad' : left < 0.5 ? 'warn' : '';
  const bar = make('i');
  bar.style.width = `${100 * Math.min(1, Math.max(0, left))}%`;
  const shown = (value, text) => make('strong', {}, value === undefined ? '–' : text(value));
  return make(
    'article',
    { class: 'slo' },
    make('p', {}, make('strong', {}, slo), objective === undefined ? '' : percent(objective, 2)),
    make('div', { class: `meter ${tone}` }, bar),
    make('p', {}, left < 0 ? 'budget spent' : 'budget left', shown(budgetRemaining, budgetText)),
    make(
      'p',
      {},
      'errors, 5 min',
      shown(errorRatio, (ratio) => percent(ratio, 2)),
    ),
    make(
      'p',
      {},
      'burn rate',
      shown(burnRate, (rate) => `${rate.toFixed(1)} ×`),
    ),
  );
}

function drawSlos({ slo }) {
  byId('slo-title').parentElement.hidden = slo === undefined;
  if (slo === undefined) return;
  drawWhenChanged('slos', slo, () => {
    if (slo.problem !== undefined) return [make('p', { class: 'empty' }, slo.problem)];
    if (slo.slos.length === 0) return [make('p', { class: 'empty' }, 'Prometheus has recorded nothing yet.')];
    return slo.slos.map(makeSlo);
  });
}

// — links and DSNs —

const placesOf = ({ api, prometheus, alertmanager, grafana }) =>
  [
    ['API', api && new URL('/api/0/', api).href],
    ['Prometheus', prometheus],
    ['Alertmanager', alertmanager],
    ['Grafana', grafana],
  ].filter(([, href]) => href !== undefined);

function drawLinks({ links, dsns }) {
  drawWhenChanged('links', links, () => placesOf(links).map(([text, href]) => make('a', { href }, text)));
  drawWhenChanged('dsns', dsns, () =>
    dsns.length === 0 ? [make('li', { class: 'empty' }, 'Waiting for the API.')] : dsns.map(makeDsn),
  );
}
function makeDsn({ project, dsn }) {
  const copy = make(
    'button',
    { type: 'button', class: 'quiet', 'aria-label': `Copy the DSN of ${project}` },
    'Copy',
  );
  copy.addEventListener('click', async () => {
    await navigator.clipboard.writeText(dsn);
    copy.textContent = 'Copied';
  });
  return make('li', {}, make('b', {}, project), make('code', {}, dsn), copy);
}

// — everything together —

function draw(overview) {
  latest.overview = overview;
  drawFaults(overview);
  drawInbox(overview);
  drawTraffic(overview);
  drawSlos(overview);
  drawLinks(overview);
}
function showConnection(text, tone) {
  byId('connection').className = `pill ${tone}`;
  setText(byId('connection'), text);
}

byId('mend-all').addEventListener('click', () => change('DELETE', '/api/faults'));
byId('empty-inbox').addEventListener('click', () => change('DELETE', '/api/inbox'));
const live = new EventSource('/api/live');
live.onmessage = ({ data }) => {
  showConnection('live', 'good');
  draw(JSON.parse(data));
};
live.onerror = () => showConnection('not connected, trying again', 'bad');
setInterval(showOutlook, 15_000);
