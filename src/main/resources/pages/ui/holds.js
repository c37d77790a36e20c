// What is already somebody's own of a concert, and the way to pay for it.
import { html } from '../core/view.js';
import * as api from '../core/api.js';
import { secondsUntil } from '../core/clock.js';
import { clockFace } from '../core/format.js';
import { t } from '../core/i18n.js';

export const isRunning = hold => hold.status === 'held' && secondsUntil(hold.expiresAt) > 0;

/** The caller's reservations of that concert that are paid for or were running holds when asked. */
export async function ownOf(concertId, signal) {
  const { reservations } = await api.get('/reservations?size=100', { signal });
  return reservations.filter(one => String(one.concertId) === String(concertId) && (one.status === 'paid' || isRunning(one)));
}

export const holdNotice = hold => html`
  <div class="told row center"><p><strong>${t('concert.held-for-you')}</strong> · <span class="number" role="timer">${clockFace(secondsUntil(hold.expiresAt))}</span></p>
    <a class="button" href="/checkout/${hold.reservationId}">${t('concert.to-checkout')}</a></div>`;
