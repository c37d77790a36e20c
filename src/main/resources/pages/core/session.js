// Who is logged in, and the places in waiting rooms. Kept by the browser, so that a closed page or a dead battery costs
// nothing; storage may be forbidden (private windows), and then it lasts as long as the page.
const memory = new Map();
const KEY = 'frontrow.';

export function remember(name, value) {
  memory.set(name, value);
  try {
    if (value === null) localStorage.removeItem(KEY + name);
    else localStorage.setItem(KEY + name, JSON.stringify(value));
  } catch { /* full or forbidden: memory has it */ }
}

export function recall(name) {
  try {
    const kept = localStorage.getItem(KEY + name);
    return kept === null ? null : JSON.parse(kept);
  } catch {
    return memory.get(name) ?? null;
  }
}

/** {userId, accessToken, roles, email, until}, or null. */
export function user() {
  const kept = recall('user');
  return kept && kept.until > Date.now() ? kept : null;
}

/** Whose browser this is at present, also when the log-in's time is over; null after a log-out. */
export const account = () => recall('user')?.userId ?? null;

export class LoggedOut extends Error {}

/** The same for what only somebody who is logged in can do; a log-in ends in the middle of a page, too. */
export function me() {
  const found = user();
  if (!found) throw new LoggedOut();
  return found;
}

export const isOrganizer = () => user()?.roles.includes('ORGANIZER') ?? false;

export function logIn(email, answer) {
  const { userId, accessToken, roles, expiresIn } = answer;
  const before = recall('user');
  if (before && before.userId !== userId) forgetPlaces();
  remember('user', { userId, accessToken, roles, email, until: Date.now() + expiresIn * 1000 });
  changed();
}

/** The page to log in on, which leads on to that address: back here, unless another is given. */
export const logInAddress = (next = location.pathname + location.search) => '/login?next=' + encodeURIComponent(next);

export function logOut() {
  forgetPlaces();
  remember('user', null);
  changed();
}

/** A place in a room belongs to the account; this is this browser's copy of it: {userId, token, number, …}. */
export function place(room) {
  const kept = recall('place.' + room);
  if (!kept || kept.userId === account()) return kept;
  keepPlace(room, null); // of somebody who used this browser before
  return null;
}

/** A place of somebody who has logged out meanwhile, in another tab, is not kept. */
export function keepPlace(room, value) {
  if (!value || value.userId === account()) remember('place.' + room, value);
}

/** The same for what is only told anew of it: one that was given up or taken anew in another tab meanwhile is not brought back. */
export function goOnKeeping(room, value) {
  if (place(room)?.number === value.number) keepPlace(room, value);
}

/** Calls when another tab has given that place up, or taken one. */
export function onPlace(room, listener, signal) {
  addEventListener('storage', event => { if (event.key === KEY + 'place.' + room) listener(); }, { signal });
}

/** This browser's copies of them, tokens and all. */
export function forgetPlaces() {
  try {
    Object.keys(localStorage).filter(key => key.startsWith(KEY + 'place.')).forEach(key => localStorage.removeItem(key));
  } catch { /* forbidden */ }
  [...memory.keys()].filter(name => name.startsWith('place.')).forEach(name => memory.delete(name));
}

const listeners = new Set();
export function onChange(listener, signal) {
  listeners.add(listener);
  signal?.addEventListener('abort', () => listeners.delete(listener));
}
const changed = () => listeners.forEach(listener => listener());
addEventListener('storage', event => { if (event.key === KEY + 'user') changed(); }); // logged in or out in another tab
