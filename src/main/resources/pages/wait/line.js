// Where somebody stands, computed from what a room tells everybody and from the own number.

/** When the number's turn is; null before the draw. The rule of the draw is fetched only where there is one. */
export async function turnOf(room, number) {
  if (!room.draw) return number;
  if (room.draw.seed === null) return null;
  if (number > room.draw.participants) return number;
  if (!globalThis.crypto?.subtle) return null; // a page without HTTPS cannot compute it, and asks the server
  const { rank } = await import('../vendor/draw.js');
  return rank(room.draw.seed, room.draw.participants, number);
}

const FEWEST = 3; // let in during a minute; one or two are no rate
const CONFIDENCE = 2; // standard deviations, on either side

/** Seconds {from, likely, to} at the rate of the last minute, as the server estimates; null while that is no rate. */
export function estimate(room, position) {
  const rate = room.admittedPerMinute;
  if (room.state !== 'OPEN' || rate < FEWEST || position < 1) return null;
  const likely = 60 * position / rate;
  const spread = 1 + CONFIDENCE * Math.sqrt(1 / rate + 1 / position);
  return { from: likely / spread, likely, to: likely * spread };
}

const NEAR = 20; // people
const FAR_SECONDS = 30;

/** When to look again: every second near the front and near the opening, twice a minute far away. */
export function lookAgain(room, position, secondsToOpening) {
  const far = room?.state === 'DRAWING' ? secondsToOpening / 10 : (position ?? 1) / NEAR;
  const seconds = Math.min(FAR_SECONDS, Math.max(1, far));
  return seconds * (1 - Math.random() / 5); // those who came together need not ask together
}

const WORTH_TELLING = 1.25;

/** Why the estimate moved: compares with what it should be by now, given the time that went by. */
export function whyItMoved(before, now, room) {
  const rate = { now: room.admittedPerMinute };
  if (!before || !now) return { key: 'wait.steady', rate };
  const expected = Math.max(1, before.likely - (now.at - before.at) / 1000);
  if (now.likely > expected * WORTH_TELLING && now.likely - expected > 30) return { key: 'wait.slower', rate };
  if (now.likely < expected / WORTH_TELLING && expected - now.likely > 30) return { key: 'wait.faster', rate };
  return { key: 'wait.steady', rate };
}
