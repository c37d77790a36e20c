// What is being typed for a concert, kept by the tab until it is published or given up: a log-in may end, a link be followed.
import { account } from '../core/session.js';

export class Draft {
  #key;

  /** @param {string} [concertId] none for a new concert */
  constructor(concertId = 'new') {
    this.#key = `frontrow.draft.${account()}.${concertId}`;
  }

  keep(typed) {
    try {
      sessionStorage.setItem(this.#key, JSON.stringify(typed));
    } catch { /* full or forbidden: the page has it */ }
  }

  kept() {
    try {
      return JSON.parse(sessionStorage.getItem(this.#key));
    } catch {
      return null;
    }
  }

  drop() {
    try {
      sessionStorage.removeItem(this.#key);
    } catch { /* forbidden */ }
  }
}
