// A concert together with its performances to come: a reservation alone tells the day, not the hour.
import * as api from '../core/api.js';
import { day, time } from '../core/format.js';

/** What GET /concerts/{id} tells, with its `performances` to come and the hall's `timeZone`. */
export async function concertOf(concertId, signal) {
  const [concert, toCome] = await Promise.all(['', '/performances'].map(part => api.get(`/concerts/${concertId}${part}`, { token: null, signal })));
  return { ...concert, ...toCome };
}

/** The reservation's performance as long as it is to come. */
export const performanceOf = (reservation, concert) => concert?.performances.find(one => one.performanceId === reservation.performanceId);

/** The day of a reservation, and the hour as long as its performance is to come. */
export function when(reservation, concert) {
  const found = performanceOf(reservation, concert);
  return found ? `${day(reservation.date, 'long')} · ${time(found.startsAt, concert.timeZone)}` : day(reservation.date, 'long');
}
