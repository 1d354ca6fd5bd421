/** What can be heard. */
export type Sound = "clink" | "dash" | "splash" | "tick" | "go" | "round" | "win" | "crack";

/** Where the wish for silence is kept; the browser's localStorage is one. */
export interface MuteStore {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

const MUTED_KEY = "sumovar.muted";
const VOLUME = 0.32;
/** The same sound not more often than this. */
const PAUSE_S = 0.045;

/** Small sounds, made by the browser itself: no files. Silent until the player has touched a key or the page, and for as long as it is muted. Where there is no sound at all, nothing happens. */
export class Sounds {
  readonly #store: MuteStore | undefined;
  readonly #listening = new AbortController();
  readonly #last = new Map<Sound, number>();
  #muted = false;
  #audio: AudioContext | undefined;
  #out: GainNode | undefined;
  #noise: AudioBuffer | undefined;

  /** @param store where it is remembered that nothing is to be heard; by default nowhere */
  constructor(store?: MuteStore) {
    this.#store = store;
    this.#muted = read(store) === "yes";
    const { signal } = this.#listening;
    // Browsers let nobody make a noise before they are asked to do something.
    for (const kind of ["pointerdown", "keydown"] as const) addEventListener(kind, () => this.#begin(), { signal, capture: true });
  }

  /** Nothing is to be heard. Remembered for the next time. */
  get muted(): boolean {
    return this.#muted;
  }

  set muted(muted: boolean) {
    this.#muted = muted;
    try {
      this.#store?.setItem(MUTED_KEY, muted ? "yes" : "no");
    } catch {
      // A full or forbidden store: then it is forgotten.
    }
  }

  /** Plays it now. @param strength 0..1 */
  play(sound: Sound, strength = 1): void {
    const audio = this.#audio;
    if (audio === undefined || this.#muted || audio.state !== "running") return;
    const now = audio.currentTime;
    if (now - (this.#last.get(sound) ?? -1) < PAUSE_S) return;
    this.#last.set(sound, now);
    this.#make(sound, Math.max(0.08, Math.min(1, strength)));
  }

  /** Silence, for good. */
  dispose(): void {
    this.#listening.abort();
    void this.#audio?.close();
    this.#audio = undefined;
  }

  #begin(): void {
    if (typeof AudioContext === "undefined") return;
    if (this.#audio === undefined) {
      this.#audio = new AudioContext();
      this.#out = this.#audio.createGain();
      this.#out.gain.value = VOLUME;
      this.#out.connect(this.#audio.destination);
      const noise = this.#audio.createBuffer(1, this.#audio.sampleRate / 2, this.#audio.sampleRate);
      const samples = noise.getChannelData(0);
      for (let i = 0; i < samples.length; i++) samples[i] = Math.random() * 2 - 1;
      this.#noise = noise;
    }
    if (this.#audio.state === "suspended") void this.#audio.resume();
  }

  #make(sound: Sound, strength: number): void {
    switch (sound) {
      case "clink": {
        // Glass rings in tones that are no harmony.
        const base = 1900 + 700 * Math.random();
        for (const [part, loud, lastsS] of [
          [1, 0.3, 0.3],
          [1.58, 0.2, 0.2],
          [2.74, 0.12, 0.12],
        ] as const) {
          this.#tone(base * part, loud * strength, lastsS);
        }
        return;
      }
      case "dash":
        return this.#rush(500, 2400, 0.25 * strength, 0.2);
      case "splash":
        this.#rush(2600, 380, 0.55 * strength, 0.42);
        return this.#tone(240, 0.3 * strength, 0.16, "sine", 0.02, 90);
      case "tick":
        return this.#tone(620, 0.4, 0.09, "triangle");
      case "go":
        this.#tone(930, 0.4, 0.26, "triangle");
        return this.#tone(1240, 0.25, 0.3, "triangle", 0.03);
      case "crack":
        this.#rush(3800, 900, 0.5, 0.16);
        return this.#tone(150, 0.5, 0.3, "triangle", 0, 70);
      case "round":
        return this.#melody([659, 880]);
      case "win":
        return this.#melody([523, 659, 784, 1047]);
    }
  }

  #melody(tones: readonly number[]): void {
    tones.forEach((hertz, i) => {
      const last = i === tones.length - 1;
      this.#tone(hertz, 0.34, last ? 0.7 : 0.22, "triangle", i * 0.13);
      this.#tone(hertz * 2, 0.12, last ? 0.6 : 0.16, "sine", i * 0.13);
    });
  }

  #tone(hertz: number, loud: number, lastsS: number, kind: OscillatorType = "sine", inS = 0, toHertz = hertz): void {
    if (this.#audio === undefined || this.#out === undefined) return;
    const from = this.#audio.currentTime + inS;
    const tone = new OscillatorNode(this.#audio, { type: kind, frequency: hertz });
    tone.frequency.setValueAtTime(hertz, from);
    tone.frequency.exponentialRampToValueAtTime(toHertz, from + lastsS);
    tone.connect(this.#fading(loud, from, lastsS));
    tone.start(from);
    tone.stop(from + lastsS);
  }

  #rush(fromHertz: number, toHertz: number, loud: number, lastsS: number): void {
    if (this.#audio === undefined || this.#noise === undefined) return;
    const from = this.#audio.currentTime;
    const noise = new AudioBufferSourceNode(this.#audio, { buffer: this.#noise });
    const band = new BiquadFilterNode(this.#audio, { type: "bandpass", frequency: fromHertz, Q: 1.2 });
    band.frequency.setValueAtTime(fromHertz, from);
    band.frequency.exponentialRampToValueAtTime(toHertz, from + lastsS);
    noise.connect(band).connect(this.#fading(loud, from, lastsS));
    noise.start(from);
    noise.stop(from + lastsS);
  }

  #fading(loud: number, from: number, lastsS: number): AudioNode {
    if (this.#audio === undefined || this.#out === undefined) throw new Error("No sound has begun.");
    const gain = this.#audio.createGain();
    gain.gain.setValueAtTime(0, from);
    gain.gain.linearRampToValueAtTime(loud, from + 0.004);
    gain.gain.exponentialRampToValueAtTime(0.0006, from + lastsS);
    gain.connect(this.#out);
    return gain;
  }
}

function read(store: MuteStore | undefined): string | null {
  try {
    return store?.getItem(MUTED_KEY) ?? null;
  } catch {
    return null;
  }
}
