// Calls somebody whose turn it is: a sound made here, a notification, a short buzz; only after being asked to.
import { recall, remember } from '../core/session.js';
import { t } from '../core/i18n.js';

let audio = null;

export const isWanted = () => recall('alarm') === true;
/** A page that was loaded anew is silent until it is pressed once more. */
export const isReady = () => isWanted() && audio?.state === 'running';
export const mayNotify = () => 'Notification' in globalThis && Notification.permission === 'granted';

/** To be called by a click: browsers let pages make sounds only after one. */
export async function want() {
  remember('alarm', true);
  audio ??= new AudioContext();
  await audio.resume();
  chime(0.02);
  if ('Notification' in globalThis && Notification.permission === 'default') await Notification.requestPermission();
}

export function ring(title) {
  if (!isWanted()) return;
  chime(0.25);
  navigator.vibrate?.([200, 100, 200]);
  if (mayNotify() && document.hidden) {
    try {
      const note = new Notification(t('wait.turn'), { body: title, tag: 'frontrow-turn' });
      note.onclick = () => { focus(); note.close(); };
    } catch { /* phones want a service worker for it; the sound was made */ }
  }
}

/** Two soft tones, a fifth apart. */
function chime(loudness) {
  if (audio?.state !== 'running') return;
  [[523.25, 0], [783.99, 0.22]].forEach(([pitch, after]) => {
    const tone = audio.createOscillator();
    const gain = audio.createGain();
    const start = audio.currentTime + after;
    tone.frequency.value = pitch;
    gain.gain.setValueAtTime(loudness, start);
    gain.gain.exponentialRampToValueAtTime(0.001, start + 0.9);
    tone.connect(gain).connect(audio.destination);
    tone.start(start);
    tone.stop(start + 1);
  });
}
