// Numbers, money and time in the chosen language.
import { language, t } from './i18n.js';

export const number = value => value.toLocaleString(language());

/** Points; one is one won. */
export const money = points => t('money', { points });

export const priceRange = (from, to) => from === null ? '' : from === to ? money(from) : t('money.range', { from: number(from), to: number(to) });

/** A day such as 2026-10-15, which has no time zone. */
export function day(date, style = 'short') {
  const options = style === 'long'
    ? { year: 'numeric', month: 'long', day: 'numeric', weekday: 'long' }
    : { month: 'short', day: 'numeric', weekday: 'short' };
  return new Intl.DateTimeFormat(language(), { ...options, timeZone: 'UTC' }).format(new Date(date + 'T00:00:00Z'));
}

export const time = (instant, timeZone) => clock(instant, timeZone, {});

export const moment = (instant, timeZone) => clock(instant, timeZone, { month: 'short', day: 'numeric' });

/** The zone is named where its clocks show another time than the reader's own. */
function clock(instant, timeZone, day) {
  const told = zone => new Intl.DateTimeFormat(language(), { ...day, hour: 'numeric', minute: '2-digit', ...zone }).format(new Date(instant));
  const there = told({ timeZone });
  return there === told({}) ? there : told({ timeZone, timeZoneName: 'short' });
}

export const date = instant => new Intl.DateTimeFormat(language(), { dateStyle: 'medium' }).format(new Date(instant));

/** 4:59, or 2:03:10. */
export function clockFace(seconds) {
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = n => String(n).padStart(2, '0');
  return h ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** About how long, in words: nobody is helped by the seconds of an estimate. */
export function about(seconds) {
  if (seconds < 60) return t('about.under-a-minute');
  if (seconds < 3600) return t('about.minutes', { n: Math.round(seconds / 60) });
  if (seconds < 86_400) return t('about.hours', { n: Math.round(seconds / 3600) });
  return t('about.days', { n: Math.round(seconds / 86_400) });
}

export function aboutRange(from, to) {
  if (to < 60) return t('about.under-a-minute');
  if (to >= 7200) return t('about.range', { from: about(from), to: about(to) });
  const [low, high] = [Math.floor(from / 60), Math.ceil(to / 60)];
  if (low === 0) return t('about.at-most', { n: high });
  return low === high ? t('about.minutes', { n: high }) : t('about.minute-range', { from: low, to: high });
}
