// A concert together with its performances to come: a reservation alone tells the day, not the hour.
import * as api from '../core/api.js';
import { secondsUntil } from '../core/clock.js';
import { about, clockFace, day, time } from '../core/format.js';
import { t } from '../core/i18n.js';

/** From then on a countdown shows its seconds. */
const SOON_SECONDS = 3600;

/** What GET /concerts/{id} tells, with its `performances` to come and the hall's `timeZone`. */
export async function concertOf(concertId, signal) {
  const [concert, toCome] = await Promise.all(['', '/performances'].map(part => api.get(`/concerts/${concertId}${part}`, { token: null, signal })));
  return { ...concert, ...toCome };
}

/** The waiting room in front of a concert. */
export const roomOf = concert => concert.ownWaitingRoom ? String(concert.concertId) : 'lobby';

/** When the first of these performances goes on sale, unless nobody has said so. */
export const opensAt = performances => performances?.map(performance => performance.onSaleAt).sort()[0];

export function onSaleIn(instant) {
  const seconds = secondsUntil(instant);
  return t('on-sale-in', { time: seconds < SOON_SECONDS ? clockFace(seconds) : about(seconds) });
}

/** The reservation's performance as long as it is to come. */
export const performanceOf = (reservation, concert) => concert?.performances.find(one => one.performanceId === reservation.performanceId);

/** The day of a reservation, and the hour as long as its performance is to come. */
export function when(reservation, concert) {
  const found = performanceOf(reservation, concert);
  return found ? `${day(reservation.date, 'long')} · ${time(found.startsAt, concert.timeZone)}` : day(reservation.date, 'long');
}
