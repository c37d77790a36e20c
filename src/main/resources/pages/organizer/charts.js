// Charts that move. What they show is kept by the page, so that it is there again after a look elsewhere.
import uPlot from '../vendor/uplot/uPlot.js';
import { html } from '../core/view.js';
import { now } from '../core/clock.js';
import { t } from '../core/i18n.js';

const MOST_SAMPLES = 1800;
const HEIGHT_PX = 170;
const LEAST_SPAN_SECONDS = 120;
/** Lines differ by their dashes, not by their colour alone. */
const DASHES = [[], [7, 4], [2, 3]];

/** Figures over time, of one sale; the oldest go. */
export class History {
  static #kept = new Map();
  times = [];
  values = new Map();

  static of(key) {
    if (!History.#kept.has(key)) History.#kept.set(key, new History());
    return History.#kept.get(key);
  }

  get isEmpty() {
    return !this.times.length;
  }

  /** @param {object} figures by name; null where one is not known  @param {number} [at] seconds since 1970, later than any before */
  add(figures, at = Math.round(now() / 1000)) {
    this.times.push(at);
    for (const [name, value] of Object.entries(figures)) {
      if (!this.values.has(name)) this.values.set(name, Array(this.times.length - 1).fill(null));
      this.values.get(name).push(value);
    }
    for (const column of [this.times, ...this.values.values()]) {
      while (column.length < this.times.length) column.push(null);
      if (column.length > MOST_SAMPLES) column.shift();
    }
  }

  column(name) {
    return this.values.get(name) ?? Array(this.times.length).fill(null);
  }
}

export class Chart {
  #plot = null;

  /** @param {string} name of the chart  @param {string[]} lines names of the figures  @param says how a value is written  @param {string} zone of its clocks */
  constructor(name, lines, says, zone, signal) {
    Object.assign(this, { name, lines, says, zone });
    this.element = document.createElement('div');
    this.element.className = 'plot';
    const resize = new ResizeObserver(() => this.#plot?.setSize(this.#size()));
    resize.observe(this.element);
    const anew = () => {
      this.#remove();
      if (this.shown) this.show(this.shown);
    };
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', anew, { signal });
    addEventListener('language', anew, { signal });
    signal.addEventListener('abort', () => {
      resize.disconnect();
      this.#remove();
    });
  }

  #size() {
    return { width: Math.max(this.element.clientWidth, 120), height: HEIGHT_PX };
  }

  #remove() {
    this.#plot?.destroy();
    this.#plot = null;
  }

  show(history) {
    this.shown = history;
    const data = [history.times, ...this.lines.map(line => history.column(line))];
    if (this.#plot) this.#plot.setData(data);
    else if (this.element.isConnected) this.#plot = new uPlot(this.#options(), data, this.element);
  }

  #options() {
    const style = getComputedStyle(this.element);
    const colour = name => style.getPropertyValue(name).trim();
    const axis = {
      stroke: colour('--soft'), font: `12px ${style.fontFamily}`, grid: { stroke: colour('--line'), width: 1 },
      ticks: { stroke: colour('--line'), width: 1, size: 4 }
    };
    return {
      ...this.#size(), legend: { show: false }, cursor: { show: false }, padding: [10, 26, 0, 0],
      tzDate: at => uPlot.tzDate(new Date(at * 1000), this.zone),
      scales: {
        x: { time: true, range: (_, from, to) => [Math.min(from, to - LEAST_SPAN_SECONDS), to] },
        y: { range: (_, low, high) => [0, Math.max(high ?? 0, 4) * 1.08] }
      },
      axes: [
        { ...axis, space: 80, values: (_, splits, __, ___, step) => splits.map(at => clock(at * 1000, this.zone, step < 60)), incrs: [30, 60, 120, 300, 600, 1800, 3600] },
        { ...axis, size: 64, space: 36, values: (_, splits) => splits.map(value => this.says(value)), incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500,
          1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5, 2e5, 5e5, 1e6, 2e6, 5e6, 1e7, 2e7, 5e7, 1e8, 2e8, 5e8, 1e9, 2e9, 5e9] }
      ],
      series: [{}, ...this.lines.map((_, i) => ({
        stroke: colour(`--line-${i}`), width: 2.5, dash: DASHES[i], points: { show: false }, spanGaps: true
      }))]
    };
  }

  /** The figure with a legend that also tells the last values, for those who do not see the lines. */
  template(history) {
    return html`<figure class="chart">
      <figcaption><h3>${t('o.chart.' + this.name)}</h3><ul class="keys">${this.lines.map((line, i) => html`<li>
        <svg class="key" viewBox="0 0 28 6" aria-hidden="true"><path class="line-${i}" d="M0 3 H28" stroke-dasharray=${DASHES[i].join(' ')}></path></svg>
        ${t('o.line.' + line)} <strong class="number">${told(history.column(line).at(-1), this.says)}</strong></li>`)}</ul></figcaption>
      <div aria-hidden="true">${this.element}</div>
    </figure>`;
  }
}

const clock = (at, timeZone, withSeconds) => new Intl.DateTimeFormat('en-GB',
  { timeZone, hour: '2-digit', minute: '2-digit', ...withSeconds && { second: '2-digit' } }).format(at);
const told = (value, says) => value === null || value === undefined ? '–' : says(value);
