/** A clock in ms that every page of one browser shares, to within what {@link answerClockQuestions} finds out. */
export function now(): number {
  return performance.timeOrigin + performance.now();
}

const QUESTIONS = 60;
const ANSWER_TIMEOUT_MS = 2_000;

interface Question {
  readonly asked: number;
}
interface Answer {
  readonly asked: number;
  readonly time: number;
}

/** Lets the other pages of this origin compare their clocks with ours. */
export function answerClockQuestions(name: string): void {
  const channel = new BroadcastChannel(`clock ${name}`);
  channel.onmessage = ({ data }: MessageEvent<Question | Answer>) => {
    if (!("time" in data)) channel.postMessage({ asked: data.asked, time: now() } satisfies Answer);
  };
}

/**
 * By how much another page's clock is ahead of ours, in ms. `performance.timeOrigin` is taken from the system's clock when a page
 * begins, so two pages differ by what that clock was corrected by in between. Of many questions the one that was answered fastest counts: its error is
 * at most half its round trip.
 */
export async function clockAhead(name: string): Promise<{ readonly aheadMs: number; readonly roundTripMs: number }> {
  const channel = new BroadcastChannel(`clock ${name}`);
  let best = { aheadMs: 0, roundTripMs: Infinity };
  try {
    for (let count = 0; count < QUESTIONS; count++) {
      const asked = now();
      const { time, answered } = await new Promise<{ time: number; answered: number }>((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`page ${name} does not say what time it has`)), ANSWER_TIMEOUT_MS);
        channel.onmessage = ({ data }: MessageEvent<Question | Answer>) => {
          if (!("time" in data) || data.asked !== asked) return;
          clearTimeout(timer);
          resolve({ time: data.time, answered: now() });
        };
        channel.postMessage({ asked } satisfies Question);
      });
      const roundTripMs = answered - asked;
      if (roundTripMs < best.roundTripMs) best = { aheadMs: time - (asked + answered) / 2, roundTripMs };
    }
  } finally {
    channel.close();
  }
  return best;
}
