// The camera as a scanner, where the browser can read codes off a picture by itself.
const EVERY_MS = 200;

export const hasCamera = 'BarcodeDetector' in window && !!navigator.mediaDevices?.getUserMedia;

export class Camera {
  #stream = null;
  #timer;
  #asking = false;

  /** @param {AbortSignal} signal ends it  @param {(code: string) => void} found */
  constructor(signal, found) {
    this.element = Object.assign(document.createElement('video'), { muted: true, playsInline: true, autoplay: true });
    this.found = found;
    this.problem = null;
    this.signal = signal;
    signal.addEventListener('abort', () => this.#stop());
  }

  get isOn() {
    return this.#stream !== null;
  }

  async toggle() {
    if (this.isOn) return this.#stop();
    if (this.#asking) return; // the browser's question is open
    this.#asking = true;
    this.problem = null;
    try {
      const detector = new BarcodeDetector({ formats: ['qr_code'] });
      this.#stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
      if (this.signal.aborted) return this.#stop(); // allowed when nobody was here any more
      this.element.srcObject = this.#stream;
      this.#look(detector);
    } catch (failure) {
      this.problem = failure;
      this.#stop();
    } finally {
      this.#asking = false;
    }
  }

  #look(detector) {
    this.#timer = setTimeout(async () => {
      if (!this.isOn) return;
      const codes = this.element.readyState >= 2 ? await detector.detect(this.element).catch(() => []) : [];
      if (codes.length) this.found(codes[0].rawValue);
      this.#look(detector);
    }, EVERY_MS);
  }

  #stop() {
    clearTimeout(this.#timer);
    this.#stream?.getTracks().forEach(track => track.stop());
    this.#stream = null;
    this.element.srcObject = null;
  }
}
