// Times as the clocks of the hall show them, whatever zone the organizer's own machine is in.

/** "2026-10-15T19:30", as an <input type="datetime-local"> has it, for an instant. */
export function wallTime(instant, timeZone) {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit'
  }).formatToParts(new Date(instant));
  const part = name => parts.find(({ type }) => type === name).value;
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}

/** The instant at which the hall's clocks show that; null for what is no time. */
export function instantOf(wall, timeZone) {
  const asIfUtc = Date.parse(wall + 'Z');
  if (Number.isNaN(asIfUtc)) return null;
  const offset = at => Date.parse(wallTime(at, timeZone) + 'Z') - Math.floor(at / 60_000) * 60_000;
  const guess = asIfUtc - offset(asIfUtc);
  return new Date(asIfUtc - offset(guess)).toISOString(); // once more, in case a clock change lies between
}
