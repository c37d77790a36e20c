// What a view works with. See docs/pages.md, "How a page is made".
import { html, nothing, render, svg } from '../vendor/lit/lit-html.js';
import { isPassing, Refusal, Unreachable } from './api.js';
import { has, t } from './i18n.js';
import { LoggedOut, logInAddress } from './session.js';
import { clearNotices, notice } from '../ui/notices.js';

export { html, nothing, svg };

const main = document.getElementById('main');
const MOST_FIELDS_TOLD = 3;

/** A screen reader reads on from there, and the next Tab begins there. */
export const toMain = () => main.focus({ preventScroll: true });

/**
 * Gives what puts a lost focus back: on what has it now or, when that cannot have it, on the part of the page that it is in; from
 * there it comes back when it can.
 */
function focusKeeper() {
  const on = document.activeElement;
  const places = on === document.body ? [] : [on, on?.closest('main [tabindex="-1"]'), main];
  const isLostFrom = i => [document.body, ...places.slice(i + 1)].includes(document.activeElement);
  return () => places.forEach((place, i) => { if (isLostFrom(i)) place?.focus({ preventScroll: true }); });
}

export class View {
  #leaving = new AbortController();
  #template = () => nothing;
  #busy = false;
  /** What the last try was refused for, by the field's name in the API: { 'performances[0].startsAt': 'must be …' }. */
  problems = {};
  /** Set by a view that takes steps within its page: called when Back or Forward has come to another one. */
  stepped = null;

  constructor(params, query) {
    Object.assign(this, { params, query });
  }

  /** Aborted when the reader goes elsewhere: give it to calls and listeners. */
  get signal() {
    return this.#leaving.signal;
  }

  /** What the page looks like, as a function of whatever the view keeps. Drawn at once and at each draw(). */
  shows(title, template) {
    this.#template = () => {
      document.title = `${title()} · Frontrow`;
      return template();
    };
    queueMicrotask(() => this.draw()); // when what stands below in the view's function is there as well
  }

  /** Instead of a page that could not be had: why, and the way to try again. */
  fails(failure, again) {
    this.shows(() => t('try-again'), () => html`
      <div class="empty" role="alert"><h1>${words(failure)}</h1>
        <div class="buttons"><button class="button main" type="button" @click=${again}>${t('try-again')}</button>
          <a class="button" href="/">${t('to-concerts')}</a></div></div>`);
  }

  draw() {
    if (this.signal.aborted) return;
    const keepFocus = focusKeeper();
    render(this.#template(), main);
    keepFocus();
  }

  /**
   * Does something now and again and again, and at once when the page is seen or online again; not while it is hidden,
   * unless somebody waits to be called (hiddenToo). What fails is done again the next time, but for the first time of
   * what the page is about (must).
   */
  every(seconds, act, { hiddenToo = false, must = false } = {}) {
    let timer;
    let running = false;
    let seen = false;
    const run = async () => {
      clearTimeout(timer);
      if (running || this.signal.aborted) return;
      running = true;
      try {
        await act();
        seen = true;
      } catch (failure) {
        if (must && !seen) throw failure; // the page says so, and offers to try again
        if (!this.signal.aborted && !this.isLoggedOut(failure) && !isPassing(failure)) console.warn(failure);
      } finally {
        running = false;
      }
      const wait = typeof seconds === 'function' ? seconds() : seconds;
      if (!this.signal.aborted && (hiddenToo || !document.hidden)) timer = setTimeout(run, wait * 1000);
    };
    document.addEventListener('visibilitychange', () => { if (!document.hidden) run(); }, { signal: this.signal });
    addEventListener('online', run, { signal: this.signal });
    this.signal.addEventListener('abort', () => clearTimeout(timer));
    return run();
  }

  /** Whether that is because the log-in is over; then to the log-in, and back here. */
  isLoggedOut(failure) {
    const over = failure instanceof LoggedOut || failure.status === 401 && /^TOKEN_/.test(failure.error);
    if (over && !this.signal.aborted) location.assign(logInAddress());
    return over;
  }

  /** Runs what a button asks for: once at a time, the button busy meanwhile, and a refusal told in words. */
  act(work) {
    return async event => {
      event?.preventDefault();
      if (this.#busy) return;
      const keepFocus = focusKeeper();
      this.#busy = true;
      this.problems = {};
      clearNotices();
      this.draw();
      try {
        await work(event);
      } catch (failure) {
        if (!this.signal.aborted && !this.isLoggedOut(failure)) this.refused(failure);
      } finally {
        this.#busy = false;
        this.draw();
        keepFocus(); // which a busy button cannot have
      }
    };
  }

  get busy() {
    return this.#busy;
  }

  /** Tells a refusal in words and at the fields that are to blame, and leads to the first of them. */
  refused(failure) {
    this.problems = Object.fromEntries((failure.fields ?? []).map(({ field, message }) => [field, message]));
    this.draw();
    const marked = main.querySelectorAll('[aria-invalid=true]');
    const blamed = Object.keys(this.problems).length;
    notice(blamed && marked.length >= blamed ? t('refusal.marked') : words(failure), 'refused');
    marked[0]?.focus();
  }

  /** Waits for a further style sheet, so that nothing is shown without it. */
  style(name) {
    const href = new URL(`../css/${name}.css`, import.meta.url).pathname;
    if (document.head.querySelector(`link[href="${href}"]`)) return Promise.resolve();
    const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href });
    return new Promise((done, failed) => {
      link.onload = done;
      link.onerror = failed;
      document.head.append(link);
    });
  }

  leave() {
    this.#leaving.abort();
  }
}

/** What was typed is not what it must be, and the server is not asked. The fields are called as a Refusal calls them. */
export class Wrong extends Error {
  constructor(fields) {
    super(fields[0].message);
    this.fields = fields;
  }
}

/** What to tell somebody of a failure. */
export function words(failure) {
  if (failure instanceof Wrong) return failure.message;
  if (failure instanceof Refusal) {
    const key = 'refusal.' + failure.error;
    if (has(key)) return t(key, failure.details);
    return failure.fields.slice(0, MOST_FIELDS_TOLD).map(({ message }) => message).join(' · ') || failure.message;
  }
  return t(failure instanceof Unreachable ? 'refusal.unreachable' : 'refusal.unknown');
}
