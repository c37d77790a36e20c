// From addresses to views. Each view is a module of its own, fetched when it is first gone to.
import { t } from './i18n.js';
import { logInAddress, user } from './session.js';
import { toMain, View } from './view.js';

/** Pattern → module, which exports `default async function (view)`. The server knows the same patterns: PageRoutes. */
const ROUTES = [
  ['/', 'concerts'],
  ['/login', 'login'],
  ['/signup', 'login'],
  ['/concerts/:concertId', 'concert'],
  ['/concerts/:concertId/seats', 'seats'],
  ['/wait/:roomId', 'wait'],
  ['/checkout/:reservationId', 'checkout'],
  ['/me', 'me'],
  ['/me/:part', 'me'],
  ['/door', 'organizer/door'],
  ['/organizer', 'organizer/concerts'],
  ['/organizer/new', 'organizer/concert'],
  ['/organizer/users', 'organizer/users'],
  ['/organizer/concerts/:concertId', 'organizer/concert'],
  ['/organizer/concerts/:concertId/sale', 'organizer/sale']
].map(([pattern, module]) => [
  new RegExp('^' + pattern.replace(/:(\w+)/g, '(?<$1>[^/]+)') + '/?$'), module]);

/** What takes no longer is not worth a sign. */
const SOON_MS = 300;

let current = null;
let shown = '';
let arrived = 0;
let going = 0;
let sign;

export async function go(address, { replace = false } = {}) {
  const url = new URL(address, location.href);
  if (url.origin !== location.origin) return location.assign(url);
  history[replace ? 'replaceState' : 'pushState']({}, '', url);
  await show({ fromTheTop: true });
}

/** Sends whoever is not logged in to do so, and back here; says whether it had to. */
export function needsLogIn() {
  if (user()) return false;
  go(logInAddress(), { replace: true });
  return true;
}

/** Goes further within the page that is shown, from where Back comes back to here; with replace from where this was come to. */
export function step(to, { replace = false } = {}) {
  history[replace ? 'replaceState' : 'pushState']({ ...history.state, step: to, isFurther: !replace || isFurther() }, '');
}

/** Where within its page the reader is: what was given to step(). */
export const currentStep = () => history.state?.step;

/** Whether Back stays on the page. */
export const isFurther = () => history.state?.isFurther === true;

/** fromTheTop: as a new page begins, and at once: what takes long to load must not take the focus from what is there already. */
export async function show({ fromTheTop = false } = {}) {
  const mine = ++going;
  const { module, params } = match(location.pathname);
  const loading = load(module);
  clearTimeout(sign);
  sign = setTimeout(() => tellLoading(t('loading')), SOON_MS);
  await loading.catch(() => null); // told below, on the page that was asked for
  if (mine !== going) return; // gone elsewhere meanwhile
  current?.leave();
  shown = location.href;
  arrived = mine;
  current = new View(params, new URLSearchParams(location.search));
  dispatchEvent(new Event('gone'));
  const view = current;
  if (fromTheTop) {
    scrollTo(0, 0);
    toMain();
  }
  try {
    await (await loading).default(view);
  } catch (failure) {
    if (!view.signal.aborted && !view.isLoggedOut(failure)) view.fails(failure, () => show());
  }
  if (mine !== going) return;
  clearTimeout(sign);
  tellLoading('');
}

function tellLoading(text) {
  document.getElementById('loading').textContent = text;
}

export const redraw = () => current?.draw();

function match(path) {
  for (const [pattern, module] of ROUTES) {
    const found = pattern.exec(path);
    if (found) return { module, params: Object.fromEntries(Object.entries(found.groups ?? {}).map(([k, v]) => [k, decodeURIComponent(v)])) };
  }
  return { module: 'missing', params: {} };
}

/** A module that is gone belongs to a version the server no longer has: the page is fetched anew, once. */
async function load(module) {
  try {
    return await import(`../views/${module}.js`);
  } catch (failure) {
    if (navigator.onLine && !history.state?.reloaded) { // kept by the browser over a reload, whether it allows storage or not
      history.replaceState({ reloaded: true }, '');
      location.reload();
    }
    throw failure;
  }
}

/** Links are ordinary links; those to pages of ours are followed without loading everything again. */
export function followLinks() {
  addEventListener('popstate', () => {
    if (arrived === going && location.href === shown && current.stepped) current.stepped();
    else show();
  });
  document.addEventListener('click', event => {
    const link = event.target.closest?.('a[href]');
    const plain = !event.defaultPrevented && event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!link || !plain || link.target || link.hasAttribute('download') || link.origin !== location.origin) return;
    if (link.hash && link.pathname === location.pathname) return;
    if (match(link.pathname).module === 'missing') return;
    event.preventDefault();
    go(link.href);
  });
}
