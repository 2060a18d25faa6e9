// The crews' board: what is open at one check-point, live. State comes from the API, changes from its event stream.

import {switchLanguage, translate, word} from './board-words.js';
import {card, clock, closedLine, element, refreshAges} from './board-card.js';

const CHECKPOINT_KEY = 'plumewatch.checkpoint';
const MOST_CLOSED = 8;
const ASK_DELAY_EVERY_MS = 5000;
const ANSWER_WITHIN_MS = 4000;

const page = Object.fromEntries(
    ['checkpoint', 'line', 'clock', 'language', 'notice', 'open', 'quiet', 'recent', 'closed']
        .map(id => [id, document.getElementById(id)]));
const csrf = document.querySelector('meta[name=csrf]')?.content ?? '';

/** Alerts of the chosen check-point by id, each in the newest version known. */
let alerts = new Map();
let stream = null;
let connected = false;
let delays = [];

async function call(path, options = {}) {
  const answer = await fetch(path, {signal: AbortSignal.timeout(ANSWER_WITHIN_MS), ...options});
  if (answer.status === 401) {
    location.assign('/login');
  }
  const body = await answer.json();
  if (!answer.ok) {
    throw new Error(body.detail ?? body.title ?? String(answer.status));
  }
  return body;
}

function post(path, body) {
  return call(path, {
    method: 'POST',
    headers: {'Content-Type': 'application/json', 'X-CSRF-Token': csrf},
    body: JSON.stringify(body),
  });
}

/** Asks for everything in a state; returns the position after the last page. */
async function load(checkpoint, state) {
  let after = '';
  for (;;) {
    const query = new URLSearchParams({checkpoint, state, after, limit: '1000'});
    const read = await call(`/api/v1/alerts?${query}`);
    read.items.forEach(keep);
    if (read.next === after || read.items.length === 0) {
      return read.next;
    }
    after = read.next;
  }
}

function keep(alert) {
  const known = alerts.get(alert.id);
  if (known && known.version >= alert.version) {
    return false;
  }
  alerts.set(alert.id, alert);
  return true;
}

async function watch(checkpoint) {
  stream?.close();
  alerts = new Map();
  connected = false;
  localStorage.setItem(CHECKPOINT_KEY, checkpoint);
  draw();
  let after;
  try {
    after = await load(checkpoint, 'OPEN');
    await load(checkpoint, 'ACKNOWLEDGED');
  } catch (problem) {
    say(problem);
    setTimeout(() => page.checkpoint.value === checkpoint && watch(checkpoint), ASK_DELAY_EVERY_MS);
    return;
  }
  say(null);
  listen(checkpoint, after);
  draw();
}

/** The browser comes back by itself with the id of the last event; only a refusal ends a stream for good. */
function listen(checkpoint, after) {
  const opened = new EventSource(`/api/v1/alerts/stream?${new URLSearchParams({checkpoint, after})}`);
  stream = opened;
  opened.addEventListener('open', () => { connected = true; drawLine(); });
  opened.addEventListener('error', () => {
    connected = false;
    drawLine();
    if (opened.readyState === EventSource.CLOSED && stream === opened) {
      setTimeout(() => stream === opened && watch(checkpoint), ASK_DELAY_EVERY_MS);
    }
  });
  for (const name of ['alert', 'alert-updated']) {
    opened.addEventListener(name, event => {
      const alert = JSON.parse(event.data);
      if (keep(alert)) {
        draw();
        if (name === 'alert' && alert.state === 'OPEN') {
          navigator.vibrate?.([200, 100, 200]);
        }
      }
    });
  }
}

async function act(alert, verb, body = {}) {
  try {
    keep(await post(`/api/v1/alerts/${alert.id}/${verb}`, body));
    say(null);
  } catch (problem) {
    say(problem);
  }
  draw();
}

function draw() {
  const all = [...alerts.values()].sort((a, b) => Number(b.id) - Number(a.id));
  const open = all.filter(alert => alert.state !== 'CLOSED');
  const closed = all.filter(alert => alert.state === 'CLOSED').slice(0, MOST_CLOSED);
  redrawOpen(open);
  page.closed.replaceChildren(...closed.map(closedLine));
  page.recent.hidden = closed.length === 0;
  page.quiet.hidden = open.length > 0;
  page.quiet.replaceChildren(element('b', null, word('calm')), element('span', null, word('calmHint')));
  refreshAges(page.open, Date.now());
  drawLine();
}

/** A card whose alert did not change stays as it is, with its picture and the finger on its button. */
function redrawOpen(open) {
  const shown = new Map([...page.open.children].map(child => [child.dataset.key, child]));
  const cards = open.map(alert => {
    const key = `${alert.id}/${alert.version}/${document.documentElement.lang}`;
    const made = shown.get(key) ?? card(alert, act);
    made.dataset.key = key;
    return made;
  });
  page.open.replaceChildren(...cards);
}

function drawLine() {
  const state = !connected ? (stream ? 'lost' : 'waiting') : delays.length > 0 ? 'delayed' : 'live';
  page.line.className = `line ${state}`;
  page.line.textContent = state === 'delayed' ? `${word(state)}：${delays.map(word).join('、')}` : word(state);
}

function say(problem) {
  page.notice.hidden = !problem;
  page.notice.textContent = problem ? `${word('failed')}：${problem.message}` : '';
}

async function askDelay() {
  try {
    delays = (await call('/api/v1/alerts/delay')).reasons;
  } catch {
    delays = ['UNREACHABLE'];
  }
  drawLine();
}

function drawChoice(boards, chosen) {
  page.checkpoint.replaceChildren(...boards.map(board => {
    const whole = board.checkpointId.startsWith('AREA-');
    const option = element('option', null, whole ? `${board.name} ${word('area')}` : board.name);
    option.value = board.checkpointId;
    return option;
  }));
  page.checkpoint.value = chosen;
}

function tick() {
  page.clock.textContent = clock(Date.now());
  refreshAges(page.open, Date.now());
}

async function start() {
  translate(document);
  page.language.textContent = word('other');
  drawLine();
  const boards = await call('/api/v1/alerts/boards');
  const wanted = new URLSearchParams(location.search).get('checkpoint') ?? localStorage.getItem(CHECKPOINT_KEY);
  const first = boards.find(board => board.checkpointId === wanted) ?? boards[0];
  if (!first) {
    say(new Error(word('choose')));
    return;
  }
  drawChoice(boards, first.checkpointId);
  page.checkpoint.addEventListener('change', () => watch(page.checkpoint.value));
  page.language.addEventListener('click', () => {
    switchLanguage();
    translate(document);
    page.language.textContent = word('other');
    drawChoice(boards, page.checkpoint.value);
    draw();
  });
  tick();
  setInterval(tick, 1000);
  setInterval(askDelay, ASK_DELAY_EVERY_MS);
  askDelay();
  await watch(first.checkpointId);
}

start().catch(say);
