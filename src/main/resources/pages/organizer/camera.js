// The camera as a scanner. Where the browser cannot read codes off a picture by itself, such as on an iPhone, jsQR does.
const EVERY_MS = 200;
/** Width or height in which a code at arm's length is still read, and a picture is looked through in some 30 ms. */
const MOST_PIXELS = 800;

/** Browsers give a camera to pages that came by HTTPS, or from the same machine. */
export const hasCamera = !!navigator.mediaDevices?.getUserMedia;

/** What finds the code in a picture, or undefined. */
async function reader() {
  if ((await globalThis.BarcodeDetector?.getSupportedFormats())?.includes('qr_code')) {
    const detector = new BarcodeDetector({ formats: ['qr_code'] });
    return async video => (await detector.detect(video))[0]?.rawValue;
  }
  const { default: jsQR } = await import('../vendor/jsqr/jsQR.js');
  const pen = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  return async video => {
    const scale = Math.min(1, MOST_PIXELS / Math.max(video.videoWidth, video.videoHeight));
    const [width, height] = [video.videoWidth, video.videoHeight].map(side => Math.round(side * scale));
    Object.assign(pen.canvas, { width, height });
    pen.drawImage(video, 0, 0, width, height);
    return jsQR(pen.getImageData(0, 0, width, height).data, width, height, { inversionAttempts: 'dontInvert' })?.data;
  };
}

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
      const read = await reader();
      this.#stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
      if (this.signal.aborted) return this.#stop(); // allowed when nobody was here any more
      this.element.srcObject = this.#stream;
      this.#look(read);
    } catch (failure) {
      this.problem = failure;
      this.#stop();
    } finally {
      this.#asking = false;
    }
  }

  #look(read) {
    this.#timer = setTimeout(async () => {
      if (!this.isOn) return;
      const code = this.element.readyState >= 2 ? await read(this.element).catch(() => null) : null;
      if (code) this.found(code);
      this.#look(read);
    }, EVERY_MS);
  }

  #stop() {
    clearTimeout(this.#timer);
    this.#stream?.getTracks().forEach(track => track.stop());
    this.#stream = null;
    this.element.srcObject = null;
  }
}
