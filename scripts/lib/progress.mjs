const spinner = ["|", "/", "-", "\\"];
const frameMs = 120;

/** @param {number} sinceMs a `performance.now()` */
export function secondsSince(sinceMs) {
  return `${((performance.now() - sinceMs) / 1000).toFixed(1)} s`;
}

/**
 * Shows that something silent is under way: a spinner in a terminal, one line elsewhere; then how long it took.
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withProgress(title, work) {
  const startMs = performance.now();
  const terminal = process.stdout.isTTY && process.env["CI"] === undefined;
  let frame = 0;
  const draw = () => process.stdout.write(`\r${spinner[frame++ % spinner.length]} ${title}, ${secondsSince(startMs)}  `);
  const timer = terminal ? setInterval(draw, frameMs) : undefined;
  if (!terminal) console.log(`${title} ...`);
  let outcome = "failed after";
  try {
    const result = await work();
    outcome = "done in";
    return result;
  } finally {
    clearInterval(timer);
    // Back to the start of the line, and clear it.
    if (terminal) process.stdout.write("\r\x1b[K");
    console.log(`${title}: ${outcome} ${secondsSince(startMs)}`);
  }
}
