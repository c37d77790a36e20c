// The server's clock, learnt from the Date header of its answers. That header has whole seconds, so each answer only
// says between which two values the difference lies; a few answers together narrow it down to some ten milliseconds.
let low = -Infinity;
let high = Infinity;

/** @param {string|null} date the Date header  @param {number} sent @param {number} received ms of this machine's clock */
export function learn(date, sent, received) {
  const told = date ? Date.parse(date) : NaN;
  if (Number.isNaN(told)) return;
  const from = told - received;
  const to = told + 1000 - sent;
  if (from > high || to < low) [low, high] = [from, to]; // one of the two clocks was set anew
  else [low, high] = [Math.max(low, from), Math.min(high, to)];
}

/** Milliseconds since 1970 by the server's clock. */
export const now = () => Date.now() + (Number.isFinite(low) ? (low + high) / 2 : 0);

/** Whole seconds until then, never less than 0. */
export const secondsUntil = instant => Math.max(0, Math.ceil((Date.parse(instant) - now()) / 1000));
