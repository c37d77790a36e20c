// A hall as it is drawn: sections of rows, seats with a place on the plan, prices as tiers.

import { isRunning } from '../ui/holds.js';

/** How far the ends of a row bend towards the stage, in seats per squared seat from the middle. */
const BEND = 0.006;
const FREE = 'A';
const TAKEN = 'HR';

/** From the body of GET /performances/{id}/seats, and the viewer's own reservations. */
export function hallOf(map, reservations) {
  const prices = [...new Set(map.seats.map(seat => seat.price))].sort((a, b) => b - a);
  const sections = [];
  const seats = new Map();
  const letters = [];
  for (const given of map.seats) {
    let section = sections.at(-1);
    if (section?.name !== given.section) {
      section = sections.find(other => other.name === given.section);
      if (!section) sections.push(section = { name: given.section, rows: [], seats: [] });
    }
    let row = section.rows.at(-1);
    if (row?.name !== given.row) section.rows.push(row = { name: given.row, seats: [] });
    const seat = { number: given.number, price: given.price, tier: prices.indexOf(given.price), section, row };
    row.seats.push(seat);
    section.seats.push(seat);
    seats.set(seat.number, seat);
    letters[seat.number - 1] = given.status[0];
  }
  sections.forEach(place);
  const own = new Map(reservations.filter(one => one.performanceId === map.performanceId)
    .flatMap(one => one.seatNumbers.map(number => [number, one])));
  return { performanceId: map.performanceId, prices, sections, seats, states: letters.join(''), own };
}

/** Rows in front of each other, each centred, bent around the stage. */
function place(section, index) {
  section.index = index;
  section.width = Math.max(...section.rows.map(row => row.seats.length));
  section.depth = section.rows.length;
  const bend = Math.min(BEND, 6 / (section.width ** 2 / 4 || 1)); // wide rows must not become a horseshoe
  section.curve = (row, x) => row.y - bend * x ** 2;
  section.rows.forEach((row, y) => {
    row.y = y;
    row.seats.forEach((seat, i) => {
      seat.x = i - (row.seats.length - 1) / 2;
      seat.y = section.curve(row, seat.x);
    });
  });
  section.lift = bend * (section.width / 2) ** 2;
}

export const isFree = (hall, number) => hall.states[number - 1] === FREE;

/** Whether the viewer has paid for it or holds it. */
export function isOwn(hall, number) {
  const by = hall.own.get(number);
  return by !== undefined && TAKEN.includes(hall.states[number - 1]) && (by.status === 'paid' || isRunning(by));
}

export const ownIn = hall => [...hall.own.keys()].filter(number => isOwn(hall, number)).length;

export const freeIn = (hall, seats) => seats.reduce((n, seat) => n + (hall.states[seat.number - 1] === FREE ? 1 : 0), 0);

export const priceOf = (hall, numbers) => [...numbers].reduce((sum, number) => sum + hall.seats.get(number).price, 0);

/** Which of the seats chosen have been taken by somebody else. */
export const lost = (hall, chosen) => [...chosen].filter(number => !isFree(hall, number));

/** The nearest free seats at the same price: in the same section by distance, then in the sections beside it. */
export function nearestEqual(hall, number, without, count) {
  const wanted = hall.seats.get(number);
  const distance = seat => seat.section === wanted.section
    ? Math.hypot(seat.x - wanted.x, 1.6 * (seat.y - wanted.y)) // a row further is more than a seat further
    : 1000 * (1 + Math.abs(seat.section.index - wanted.section.index)) + seat.y;
  return [...hall.seats.values()]
    .filter(seat => seat.price === wanted.price && !without.has(seat.number) && isFree(hall, seat.number))
    .map(seat => [distance(seat), seat])
    .sort(([a], [b]) => a - b)
    .slice(0, count)
    .map(([, seat]) => seat);
}
