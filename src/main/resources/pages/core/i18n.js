// Korean and English. One file of strings per language; the test compares their keys.
import { recall, remember } from './session.js';

export const LANGUAGES = { ko: '한국어', en: 'English' };

let chosen = 'en';
let plural = new Intl.PluralRules('en');
const strings = new Map();
const files = [];

const ofBrowser = () => navigator.languages?.map(tag => tag.slice(0, 2)).find(tag => tag in LANGUAGES) ?? 'en';

export const language = () => chosen;

/** Loads what the pages say; organizers' pages add files of their own: `load('../i18n/organizer-')`. */
export async function load(prefix) {
  if (!files.includes(prefix)) files.push(prefix);
  const found = await import(`${prefix}${chosen}.js`);
  Object.entries(found.default).forEach(([key, text]) => strings.set(key, text));
}

export async function speak(wanted = recall('language') ?? ofBrowser()) {
  chosen = wanted in LANGUAGES ? wanted : 'en';
  plural = new Intl.PluralRules(chosen);
  await Promise.all(files.map(load));
  document.documentElement.lang = chosen;
}

export async function choose(wanted) {
  remember('language', wanted);
  await speak(wanted);
  dispatchEvent(new Event('language'));
}

/** The text for a key, `{name}` replaced; where it is {one, other}, chosen by `n`. */
export function t(key, values = {}) {
  let text = strings.get(key);
  if (text === undefined) return key;
  if (typeof text === 'object') text = text[plural.select(values.n)] ?? text.other;
  return text.replace(/\{(\w+)\}/g, (_, name) => {
    const value = values[name];
    return typeof value === 'number' ? value.toLocaleString(chosen) : value ?? '';
  });
}

/** Whether there is such a text; refusals without one of ours keep the server's message. */
export const has = key => strings.has(key);
