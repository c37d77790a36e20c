// The seats of one section on a canvas: thousands of them move under a finger without a stutter.
import { isFree, isOwn } from './hall.js';
import { TIERS } from './overview.js';

const SEAT = 0.82; // of the distance between two seats
const MARGIN = 1.5; // seats
const TAP_PX = 9;
/** Smaller seats are not hit with a finger: a tap comes closer first. */
const LEAST_TAP_PX = 20;
const COMFORTABLE_PX = 46;
const NUMBERS_FROM_PX = 30;
const ROW_NAMES_FROM_PX = 14;
const ROW_NAME_PX = 12;
const MOST_PX = 90;
const LEAST_HEIGHT_PX = 240;
const MOST_OF_SCREEN = 0.55;

export class SeatCanvas {
  #pointers = new Map();
  #moved = 0;
  #asked = 0;

  /** @param press what a tap on a seat does, given the seat */
  constructor(press, signal) {
    this.element = Object.assign(document.createElement('canvas'), { className: 'seat-canvas' });
    this.press = press;
    for (const [name, act] of [['pointerdown', this.#down], ['pointermove', this.#move], ['pointerup', this.#up], ['pointercancel', this.#up]]) {
      this.element.addEventListener(name, act.bind(this), { signal });
    }
    this.element.addEventListener('wheel', event => {
      if (!event.ctrlKey) return; // the page scrolls; a pinch on a touchpad is a wheel with Ctrl
      event.preventDefault();
      this.zoom(Math.exp(-event.deltaY / 200), event.offsetX, event.offsetY);
    }, { signal, passive: false });
    new ResizeObserver(() => this.#size()).observe(this.element);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.draw(), { signal });
  }

  show(hall, section, chosen) {
    const same = this.section === section;
    Object.assign(this, { hall, section, chosen });
    if (same) return this.draw();
    this.#size(true);
  }

  #size(anew = false) {
    const width = this.element.clientWidth;
    if (!width || !this.section) return;
    if (anew || width !== this.width) this.#takeHeight(width);
    const height = this.element.clientHeight;
    const ratio = Math.min(devicePixelRatio || 1, 2);
    Object.assign(this.element, { width: width * ratio, height: height * ratio });
    const changed = this.width !== width || this.height !== height;
    Object.assign(this, { width, height, ratio });
    if (anew || changed) this.fit();
    else this.draw();
  }

  /** As high as the section is at this width, and never so high that the page cannot be scrolled beside it. */
  #takeHeight(mapWidth) {
    const { width, depth, lift } = this.section;
    const pitch = Math.min(COMFORTABLE_PX, mapWidth / (width + 2 * MARGIN));
    const wanted = pitch * (depth + lift + 2 * MARGIN);
    this.element.style.height = Math.max(LEAST_HEIGHT_PX, Math.min(wanted, innerHeight * MOST_OF_SCREEN)) + 'px';
  }

  /** The whole section, as large as it can be. */
  fit() {
    const { width, depth, lift } = this.section;
    this.least = Math.min(this.width / (width + 2 * MARGIN), this.height / (depth + lift + 2 * MARGIN), COMFORTABLE_PX);
    this.pitch = this.least;
    this.left = this.width / 2;
    this.top = (this.height - (depth - 1 - lift) * this.pitch) / 2;
    this.draw();
  }

  zoom(factor, x = this.width / 2, y = this.height / 2) {
    const pitch = Math.min(MOST_PX, Math.max(this.least, this.pitch * factor));
    const by = pitch / this.pitch;
    this.left = x - (x - this.left) * by;
    this.top = y - (y - this.top) * by;
    this.pitch = pitch;
    this.#keepInside();
    this.draw();
  }

  #keepInside() {
    if (this.pitch <= this.least * 1.001) return this.fit();
    const { width, depth, lift } = this.section;
    const half = width / 2 * this.pitch;
    this.left = Math.min(half + 60, Math.max(this.width - half - 60, this.left));
    this.top = Math.min(this.height / 2 + lift * this.pitch, Math.max(this.height / 2 - depth * this.pitch, this.top));
  }

  #down(event) {
    this.#pointers.set(event.pointerId, { x: event.offsetX, y: event.offsetY });
    if (this.#pointers.size === 1) this.#moved = 0;
    this.element.setPointerCapture(event.pointerId);
  }

  #move(event) {
    const before = this.#pointers.get(event.pointerId);
    if (!before) return;
    const now = { x: event.offsetX, y: event.offsetY };
    const others = [...this.#pointers].filter(([id]) => id !== event.pointerId).map(([, at]) => at);
    this.#pointers.set(event.pointerId, now);
    this.#moved += Math.hypot(now.x - before.x, now.y - before.y);
    if (others.length) {
      const [other] = others;
      const apart = at => Math.hypot(at.x - other.x, at.y - other.y) || 1;
      this.zoom(apart(now) / apart(before), (now.x + other.x) / 2, (now.y + other.y) / 2);
    } else if (this.#moved > TAP_PX && this.pitch > this.least) {
      this.left += now.x - before.x;
      this.top += now.y - before.y;
      this.#keepInside();
      this.draw();
    }
  }

  #up(event) {
    const tapped = this.#pointers.delete(event.pointerId) && event.type === 'pointerup' && !this.#pointers.size && this.#moved <= TAP_PX;
    if (!tapped) return;
    const { offsetX: x, offsetY: y } = event;
    if (event.pointerType !== 'mouse' && this.pitch < LEAST_TAP_PX) return this.zoom(COMFORTABLE_PX / this.pitch, x, y);
    const seat = this.#at(x, y);
    if (seat) this.press(seat);
  }

  #at(x, y) {
    const [column, row] = [(x - this.left) / this.pitch, (y - this.top) / this.pitch];
    let best = null;
    let nearest = 0.75;
    for (const seat of this.section.seats) {
      const away = Math.hypot(seat.x - column, seat.y - row);
      if (away < nearest) [best, nearest] = [seat, away];
    }
    return best;
  }

  draw() {
    cancelAnimationFrame(this.#asked);
    this.#asked = requestAnimationFrame(() => this.#paint());
  }

  #paint() {
    if (!this.width) return;
    this.element.style.touchAction = this.pitch > this.least ? 'none' : 'pan-y';
    const g = this.element.getContext('2d');
    const style = getComputedStyle(this.element);
    const colour = name => style.getPropertyValue(name).trim();
    const look = { ink: colour('--ink'), paper: colour('--paper'), ground: colour('--raised'), soft: colour('--soft'),
      body: Array.from({ length: TIERS }, (_, i) => colour(`--tier-${i}`)), on: colour('--on-tier') };
    g.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    g.clearRect(0, 0, this.width, this.height);
    const size = this.pitch * SEAT;
    g.textAlign = 'center';
    g.textBaseline = 'middle';
    g.font = `600 ${Math.min(14, size * 0.4)}px ${style.fontFamily}`;
    for (const seat of this.section.seats) {
      const x = this.left + seat.x * this.pitch;
      const y = this.top + seat.y * this.pitch;
      if (x > -size && y > -size && x < this.width + size && y < this.height + size) this.#seat(g, seat, x, y, size, look);
    }
    if (this.pitch < ROW_NAMES_FROM_PX) return;
    g.font = `500 11px ${style.fontFamily}`;
    for (const row of this.section.rows) this.#rowName(g, row, look);
  }

  /** Before the row's first seat; when that is out of sight, at the edge, over the row's seats. */
  #rowName(g, row, look) {
    const column = Math.max(row.seats[0].x - 1, (ROW_NAME_PX - this.left) / this.pitch);
    if (column > row.seats.at(-1).x) return;
    const x = this.left + column * this.pitch;
    const y = this.top + this.section.curve(row, column) * this.pitch;
    const width = g.measureText(row.name).width + 8;
    g.fillStyle = look.ground;
    g.beginPath();
    g.roundRect(x - width / 2, y - 9, width, 18, 6);
    g.fill();
    g.fillStyle = look.soft;
    g.fillText(row.name, x, y);
  }

  #seat(g, seat, x, y, size, look) {
    const half = size / 2;
    const box = s => { g.beginPath(); g.roundRect(x - s / 2, y - s / 2, s, s, s * 0.28); };
    const check = colour => this.#line(g, colour, size * 0.13, [[x - half * .5, y], [x - half * .1, y + half * .4], [x + half * .55, y - half * .4]]);
    if (this.chosen.has(seat.number)) {
      g.fillStyle = look.ink;
      box(size * 1.1);
      g.fill();
      check(look.paper);
    } else if (isOwn(this.hall, seat.number)) {
      g.strokeStyle = look.ink;
      g.lineWidth = size * 0.1;
      box(size);
      g.stroke();
      check(look.ink);
    } else if (!isFree(this.hall, seat.number)) {
      g.strokeStyle = look.soft;
      g.lineWidth = 1;
      box(size * 0.45);
      g.stroke();
    } else {
      g.fillStyle = look.body[seat.tier % TIERS];
      box(size);
      g.fill();
      g.fillStyle = look.on;
      if (size >= NUMBERS_FROM_PX) g.fillText(String(seat.number), x, y - half * 0.15);
      if (size >= 7) this.#glyph(g, seat.tier % TIERS, x, size >= NUMBERS_FROM_PX ? y + half * 0.55 : y, size >= NUMBERS_FROM_PX ? half * 0.28 : half * 0.42, look.on);
    }
  }

  #glyph(g, tier, x, y, r, colour) {
    const thick = r * 0.6;
    if (tier === 0 || tier === 4) {
      g.beginPath();
      g.arc(x, y, r * 0.8, 0, 7);
      g.fillStyle = g.strokeStyle = colour;
      g.lineWidth = thick * 0.7;
      if (tier === 0) g.fill();
      else g.stroke();
    }
    if (tier === 1) this.#line(g, colour, thick, [[x - r, y + r], [x + r, y - r]]);
    if (tier === 2 || tier === 3) this.#line(g, colour, thick, [[x - r, y], [x + r, y]]);
    if (tier === 3) this.#line(g, colour, thick, [[x, y - r], [x, y + r]]);
  }

  #line(g, colour, width, [first, ...points]) {
    g.strokeStyle = colour;
    g.lineWidth = width;
    g.lineCap = g.lineJoin = 'round';
    g.beginPath();
    g.moveTo(...first);
    points.forEach(point => g.lineTo(...point));
    g.stroke();
  }
}
