// A poster for each concert, made from its title: the same title always gives the same poster.
import { html, svg } from '../vendor/lit/lit-html.js';
import { cut, ems } from './fit.js';

const WIDTH = 300;
const HEIGHT = 400;
/** Between the edges and the writing. */
const EDGE = 20;
const MOST_LINES = 3;
/** Any number would do; with this one the demo concerts differ in colours and motif. */
const SALT = 3926;
/** Ground, two shapes and the writing; each pair of ground and writing reads well. */
const PALETTES = [
  ['#10245c', '#f2b632', '#e8563f', '#ffffff'], ['#f3dfc1', '#d7402b', '#1c3f94', '#1b1b1f'],
  ['#0c3b2e', '#f4c95d', '#e4572e', '#ffffff'], ['#f7c9d4', '#a3123f', '#2b2d8c', '#2a0713'],
  ['#2a0f3d', '#ff7a59', '#ffd166', '#ffffff'], ['#dcebf7', '#1357a6', '#f0592a', '#0b1c33'],
  ['#f6d84c', '#111111', '#e0452c', '#16130a'], ['#3a1010', '#f59e7b', '#f7e3c5', '#ffffff']
];

/** Small, and good enough to tell titles apart (FNV-1a). */
function hash(text) {
  let h = 0x811c9dc5;
  for (const character of text) h = Math.imul(h ^ character.codePointAt(0), 0x01000193) >>> 0;
  return h;
}

/** Numbers in [0, 1) that follow from the seed (mulberry32). */
function dice(seed) {
  return () => {
    seed = seed + 0x6d2b79f5 >>> 0;
    let x = Math.imul(seed ^ seed >>> 15, 1 | seed);
    x = x + Math.imul(x ^ x >>> 7, 61 | x) ^ x;
    return ((x ^ x >>> 14) >>> 0) / 4294967296;
  };
}

const range = (n, make) => Array.from({ length: n }, (_, i) => make(i));

const MOTIFS = [
  function rings(roll, a, b) { // a sound going out
    const [x, y] = [60 + roll() * 180, 90 + roll() * 90];
    return range(9, i => svg`<circle cx=${x} cy=${y} r=${18 + i * 26} fill="none" stroke=${i % 3 ? a : b} stroke-width=${13 - i}></circle>`);
  },
  function bars(roll, a, b) { // an equalizer
    return range(11, i => {
      const h = 40 + roll() * 200;
      return svg`<rect x=${6 + i * 27} y=${270 - h} width="19" height=${h} rx="9.5" fill=${roll() > .7 ? b : a}></rect>`;
    });
  },
  function moon(roll, a, b) { // a stage under the sky
    const x = 90 + roll() * 120;
    return svg`<circle cx=${x} cy="120" r="84" fill=${b}></circle>${range(6, i => {
      const y = 190 + i * 17;
      return svg`<path d="M-20 ${y} Q ${75 + roll() * 40} ${y - 26} 150 ${y} T 320 ${y}" stroke=${a} stroke-width="8" fill="none"></path>`;
    })}`;
  },
  function quarters(roll, a, b) { // a tiled programme
    const size = 75;
    return range(4, x => range(3, y => {
      const [left, top, turn] = [x * size, y * size + 12, Math.floor(roll() * 4) * 90];
      return svg`<path d="M0 0 h75 a75 75 0 0 1 -75 75 z" fill=${roll() > .45 ? a : b}
        transform="translate(${left} ${top}) rotate(${turn} 37.5 37.5)" opacity=${roll() > .2 ? 1 : .35}></path>`;
    }));
  },
  function rays(roll, a, b) { // lights from above
    const x = 40 + roll() * 220;
    return range(9, i => svg`<path d="M${x} -10 L ${-120 + i * 66} 300 h30 Z" fill=${i % 2 ? a : b} opacity=".9"></path>`);
  },
  function strings(roll, a, b) { // a bowed string
    return svg`${range(14, i => svg`<path d="M${-10 + i * 10} 0 C ${130 + i * 6} ${60 + roll() * 30}, ${20 + i * 14} 190, ${170 + i * 12} 290"
      stroke=${i % 4 === 1 ? b : a} stroke-width="4" fill="none"></path>`)}<circle cx=${220 + roll() * 30} cy="70" r="38" fill=${b}></circle>`;
  }
];

/** Lines of about equal length that fit the poster's width; Hangul is twice as wide as Latin. */
function lines(title, most) {
  const wide = word => [...word].reduce((sum, c) => sum + (c.codePointAt(0) > 0x1100 ? 1.75 : 1), 0);
  const found = [''];
  for (const word of title.split(/\s+/)) {
    const line = found.at(-1);
    if (line && wide(line) + 1 + wide(word) > most) found.push(word);
    else found[found.length - 1] = line ? line + ' ' + word : word;
  }
  return found;
}

/** A title in two languages, `한글 · English`, is set in two lines. */
export const halves = title => title.split(/\s+[·|/]\s+/);

export const titleOf = title => {
  const [first, ...more] = halves(title);
  return html`${first}${more.map(half => html` <span class="half">${half}</span>`)}`;
};

export function poster(title) {
  const roll = dice(hash(title) + SALT >>> 0);
  const [ground, a, b, ink] = PALETTES[Math.floor(roll() * PALETTES.length)];
  const motif = MOTIFS[Math.floor(roll() * MOTIFS.length)];
  const [first, second] = halves(title);
  const all = lines(first, 13);
  const big = all.slice(0, MOST_LINES).map((line, i) => all.length > MOST_LINES && i === MOST_LINES - 1 ? line + '…' : line);
  const size = Math.min(38, (WIDTH - 2 * EDGE) / Math.max(...big.map(line => ems(line, 800))));
  const top = HEIGHT - 26 - (second ? 30 : 0) - (big.length - 1) * size * 1.1;
  return html`<svg class="poster" viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true" focusable="false">
    <rect width=${WIDTH} height=${HEIGHT} fill=${ground}></rect>
    ${motif(roll, a, b)}
    <path d="M0 ${top - size - 14} H${WIDTH} V${HEIGHT} H0 Z" fill=${ground}></path>
    ${big.map((line, i) => svg`<text x=${EDGE} y=${top + i * size * 1.1} font-size=${size} font-weight="800" letter-spacing="-.5" fill=${ink}>${line}</text>`)}
    ${second ? svg`<text x=${EDGE} y=${HEIGHT - 22} font-size="15" font-weight="600" fill=${ink}>${cut(second, (WIDTH - 2 * EDGE) / 15, 600)}</text>` : ''}
  </svg>`;
}
