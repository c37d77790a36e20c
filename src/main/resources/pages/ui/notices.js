// Short sentences at the foot of the page. Read out politely, gone after a while, and never the only place that tells.
import { html, render } from '../vendor/lit/lit-html.js';

const SHOWN_MS = 7000;
const MOST = 3;
const host = document.getElementById('notices');
let notices = [];

export function notice(text, kind = 'told') {
  const mine = { text, kind };
  notices = [...notices.filter(other => other.text !== text), mine].slice(-MOST);
  draw();
  setTimeout(() => dismiss(mine), SHOWN_MS);
}

function dismiss(one) {
  notices = notices.filter(other => other !== one);
  draw();
}

const draw = () => render(notices.map(one => html`
  <p class="notice ${one.kind}" @click=${() => dismiss(one)}>${one.text}</p>`), host);
