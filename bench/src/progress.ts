const FRAME_MS = 250;
const WIDTH = 28;

/**
 * A bar for work that takes minutes, by how long its parts are known to take. In a terminal it is one line that is drawn over; elsewhere each
 * part gets a line when it is done.
 */
export class Progress {
  readonly #totalSeconds: number;
  readonly #terminal = process.stderr.isTTY && process.env["CI"] === undefined;
  #doneSeconds = 0;
  #part = { title: "", seconds: 0, startMs: 0 };
  #timer: NodeJS.Timeout | undefined;

  constructor(totalSeconds: number) {
    this.#totalSeconds = totalSeconds;
    if (this.#terminal) this.#timer = setInterval(() => this.#draw(), FRAME_MS);
  }

  /** A part begins that is expected to take so long. */
  begin(title: string, seconds: number): void {
    this.#part = { title, seconds, startMs: performance.now() };
    this.#draw();
  }

  /** It is done. */
  end(note: string): void {
    const { title, seconds, startMs } = this.#part;
    this.#doneSeconds += seconds;
    this.print(`${title}: ${((performance.now() - startMs) / 1000).toFixed(0)} s  ${note}`);
  }

  /** A line of its own, above the bar. */
  print(line: string): void {
    process.stderr.write(this.#terminal ? `\r\x1b[K${line}\n` : `[${Math.round(this.#share * 100)} %] ${line}\n`);
    this.#draw();
  }

  stop(): void {
    clearInterval(this.#timer);
    if (this.#terminal) process.stderr.write("\r\x1b[K");
  }

  get #share(): number {
    return Math.min(1, this.#doneSeconds / this.#totalSeconds);
  }

  #draw(): void {
    if (!this.#terminal) return;
    const { title, seconds, startMs } = this.#part;
    const inPart = Math.min(seconds, (performance.now() - startMs) / 1000);
    const share = Math.min(1, (this.#doneSeconds + inPart) / this.#totalSeconds);
    const filled = Math.round(share * WIDTH);
    const left = Math.ceil((this.#totalSeconds - this.#doneSeconds - inPart) / 60);
    process.stderr.write(`\r\x1b[K[${"#".repeat(filled)}${".".repeat(WIDTH - filled)}] ${Math.round(share * 100)} %, about ${left} min left: ${title}`);
  }
}
