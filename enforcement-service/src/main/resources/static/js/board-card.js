// One alert as a card. Builds elements and sets their text; nothing from outside is ever read as HTML.

import {chinese, word} from './board-words.js';

const OUTCOMES = ['INTERCEPTED', 'PASSED_BY', 'WRONG_VEHICLE'];

export function element(tag, className, text, ...children) {
  const made = document.createElement(tag);
  if (className) {
    made.className = className;
  }
  if (text !== undefined && text !== null) {
    made.textContent = text;
  }
  made.append(...children);
  return made;
}

/** The plate as it hangs on the truck: its colour, and the dot after the office's letter. */
export function plate(alert, size) {
  const number = alert.plate.number;
  const dotted = number.length > 6 ? number.slice(0, 2) + '·' + number.slice(2) : number;
  const made = element('span', `number-plate ${size} ${(alert.plate.color ?? 'OTHER').toLowerCase()}`, dotted);
  made.dataset.number = number;
  return made;
}

export function card(alert, act) {
  const shape = alert.sighting.photoUrl ? '' : ' without-picture';
  const made = element('article', `alert ${alert.state.toLowerCase()} ${alert.reason.toLowerCase()}${shape}`);
  made.dataset.id = alert.id;
  made.dataset.state = alert.state;
  made.append(element('div', 'facts', null, head(alert), measured(alert), facts(alert)));
  if (alert.sighting.photoUrl) {
    made.append(picture(alert.sighting.photoUrl));
  }
  made.append(actions(alert, act));
  return made;
}

function head(alert) {
  const tags = element('p', 'reasons');
  for (const reason of alert.reasons) {
    tags.append(element('strong', `reason ${reason.toLowerCase()}`, word(reason)));
  }
  const made = element('header', null, null, plate(alert, 'large'), tags);
  if (!alert.measured) {
    made.append(element('p', 'headline', chinese() ? alert.headline : alert.headlineEn));
  }
  return made;
}

function measured(alert) {
  const box = element('div', 'measured');
  for (const value of alert.measured ?? []) {
    const unit = value.unit === 'level' ? word('level') : value.unit;
    const times = value.limitValue > 0 ? value.measuredValue / value.limitValue : 0;
    const row = element('p', 'value', null,
        element('span', 'pollutant', word(value.pollutant)),
        element('b', null, `${value.measuredValue}`), element('span', 'unit', unit),
        element('span', 'against', `${word('limit')} ${value.limitValue} ${unit}`));
    if (times > 1) {
      row.append(element('span', 'times', chinese() ? `${times.toFixed(1)} 倍` : `${times.toFixed(1)}×`));
    }
    box.append(row, bar(times));
  }
  return box;
}

/** How far over: the mark is the limit. */
function bar(times) {
  const fill = element('i');
  fill.style.width = `${Math.min(100, times * 40)}%`;
  return element('div', 'over-bar', null, fill, element('span', 'mark'));
}

function facts(alert) {
  const list = element('dl');
  const seen = alert.sighting;
  const place = [seen.siteName ?? seen.deviceNo, seen.roadName, seen.direction].filter(Boolean).join(' · ');
  const near = seen.distanceKm === undefined ? ''
      : chinese() ? ` · ${word('ahead')} ${seen.distanceKm} km` : ` · ${seen.distanceKm} km ${word('ahead')}`;
  if (seen.readNumber) {
    add(list, 'readAs', seen.readNumber);
  }
  add(list, 'where', place + near);
  const when = element('dd', null, null, element('time', 'since'),
      element('span', null, ` · ${clock(seen.seenAt)}${driving(seen)}`));
  when.firstChild.dataset.at = seen.seenAt;
  list.append(element('dt', null, word('when')), when);
  add(list, 'vehicle', describe(alert));
  if (alert.lock) {
    const why = alert.lock.caseId ? word('caseLock') : `${word('manualLock')}：${alert.lock.reason}`;
    const due = alert.lock.repairDeadline ? ` · ${word('deadline')} ${day(alert.lock.repairDeadline)}` : '';
    add(list, 'lock', why + due);
  }
  if (alert.history.length > 0) {
    add(list, 'history', alert.history.map(earlier).join('；'));
  }
  return list;
}

function add(list, name, text) {
  list.append(element('dt', null, word(name)), element('dd', null, text));
}

function driving(seen) {
  const lane = seen.lane === undefined ? '' : chinese() ? ` · ${seen.lane} 车道` : ` · ${word('lane')} ${seen.lane}`;
  const speed = seen.speedKmh === undefined ? '' : ` · ${Math.round(seen.speedKmh)} km/h`;
  return lane + speed;
}

function describe(alert) {
  const vehicle = alert.vehicle;
  const stage = vehicle.emissionStage ? word('stage') + vehicle.emissionStage : '';
  const sure = `${word('confidence')} ${Math.round(alert.confidence * 100)}%`;
  return [vehicle.brand, vehicle.bodyColor, stage, vehicle.vehicleType, sure].filter(Boolean).join(' · ');
}

function earlier(known) {
  const value = known.pollutant ? ` ${word(known.pollutant)} ${known.measuredValue} ${known.unit}` : '';
  return `${day(known.measuredAt ?? known.openedAt)}${value}（${word(known.state)}）`;
}

function picture(url) {
  const image = element('img');
  image.alt = word('photo');
  const caption = element('figcaption', null, word('photoLater'));
  // The picture may travel slower than the measurement: ask again for a while.
  let tries = 0;
  image.addEventListener('error', () => {
    tries += 1;
    if (tries < 20) {
      setTimeout(() => { image.src = `${url}&try=${tries}`; }, 3000);
    }
  });
  image.addEventListener('load', () => caption.remove());
  image.src = url;
  return element('figure', 'picture', null, image, caption);
}

function actions(alert, act) {
  const row = element('footer', 'actions');
  if (alert.state === 'OPEN') {
    row.append(button('acknowledge', 'take', () => act(alert, 'acknowledge')));
  } else {
    row.append(element('span', 'taken-by', `${word('taken')} ${alert.acknowledgedBy ?? ''}`));
  }
  for (const outcome of OUTCOMES) {
    row.append(button(outcome, `outcome ${outcome.toLowerCase()}`, () => act(alert, 'outcome', {outcome})));
  }
  return row;
}

function button(name, className, action) {
  const made = element('button', className, word(name));
  made.type = 'button';
  made.dataset.action = name;
  made.addEventListener('click', () => {
    made.disabled = true;
    action().finally(() => { made.disabled = false; });
  });
  return made;
}

export function closedLine(alert) {
  const outcome = alert.outcome ?? 'EXPIRED';
  return element('li', outcome.toLowerCase(), null, plate(alert, 'small'),
      element('span', null, word(alert.reason)), element('b', null, word(outcome)),
      element('time', null, alert.closedAt ? clock(alert.closedAt) : ''));
}

/** Refreshes every "so long ago" below an element. */
export function refreshAges(root, now) {
  for (const time of root.querySelectorAll('time.since')) {
    time.textContent = age(Math.max(0, now - Date.parse(time.dataset.at)) / 1000);
  }
}

function age(seconds) {
  if (seconds < 60) {
    return `${Math.floor(seconds)} ${word('secondsAgo')}`;
  }
  return seconds < 3600 ? `${Math.floor(seconds / 60)} ${word('minutesAgo')}`
      : `${Math.floor(seconds / 3600)} ${word('hoursAgo')}`;
}

export function clock(at) {
  return new Date(at).toLocaleTimeString('zh-CN', {hour12: false, timeZone: 'Asia/Shanghai'});
}

function day(at) {
  return new Date(at).toLocaleDateString('zh-CN', {timeZone: 'Asia/Shanghai'});
}
