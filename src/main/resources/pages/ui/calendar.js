// A performance as a file for calendars: iCalendar, RFC 5545.
import { now } from '../core/clock.js';
import { save } from '../core/save.js';

/** Longest line in bytes; a longer one goes on in the next, after a space. */
const LINE_BYTES = 75;

/**
 * Hands an entry to the browser.
 *
 * @param uid the same for the same entry, so that a calendar that has it changes it
 * @param startsAt an instant as the API writes it; an end is not known
 */
export function saveEntry({ uid, startsAt, title, place, about }) {
  const lines = [
    'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Frontrow//Tickets//EN',
    'BEGIN:VEVENT', `UID:${uid}`, `DTSTAMP:${utc(new Date(now()))}`, `DTSTART:${utc(new Date(startsAt))}`,
    `SUMMARY:${text(title)}`, `LOCATION:${text(place)}`, `DESCRIPTION:${text(about)}`,
    'END:VEVENT', 'END:VCALENDAR'];
  save(new Blob([lines.map(folded).join('')], { type: 'text/calendar' }), 'concert.ics');
}

const utc = date => date.toISOString().replace(/[-:]|\.\d+/g, '');

const text = words => words.replace(/[\\;,]/g, '\\$&').replace(/\r?\n/g, '\\n');

/** Characters are never parted, though the calendar would put their bytes together again. */
function folded(line) {
  const bytes = new TextEncoder();
  let written = '';
  let used = 0;
  for (const character of line) {
    const size = bytes.encode(character).length;
    if (used + size > LINE_BYTES) {
      written += '\r\n ';
      used = 1;
    }
    written += character;
    used += size;
  }
  return written + '\r\n';
}
