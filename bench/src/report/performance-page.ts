import type { Results } from "../results.js";
import { figuresOf, targetsTable } from "./markdown.js";

/** Where the page finds the chart, from its own folder. */
export const CHART = "images/performance.svg";

/** `docs/performance.md`, whole. All numbers in it come from the results. */
export function performancePage(results: Results): string {
  return `${[intro, machineText(results), `![Each measurement against its limit](${CHART})`, "## What must be reached", targetsTable(results), how, "## Every figure", ...results.results.map(figuresOf)].join("\n\n")}\n`;
}

const intro = `<!-- Written by \`npm run bench\` from bench/results/latest.json. Do not edit: change bench/src/report/performance-page.ts. -->

# Performance

Samovar, side by side with what one would use without it: geckos.io as it is, its option \`reliable\`, and a reliable ordered data channel on the same
peer connection. Same payloads, same paths, same run. The harness is in \`bench/\`; to repeat all of it:

\`\`\`sh
npm run bench                        # everything, about an hour
npm run bench -- --only=P2,P3        # some of it
npm run bench -- --quick             # shows that it works
\`\`\``;

function machineText({ date, machine, loadBefore, quick }: Results): string {
  const { processor, cores, memoryGb, system, node, browser } = machine;
  return [
    `These numbers are of ${date.slice(0, 10)}, on ${processor}, ${cores} cores, ${memoryGb} GB, ${system}, Node ${node}, ${browser}; load before the first run: ${loadBefore.toFixed(1)}.`,
    "Relay, proxies and both players share that machine, so that times on a clean path are mostly those of its scheduler: compare columns, not machines.",
    ...(quick ? ["**This was a quick run, which shows that the harness works and little else.**"] : []),
  ].join("\n");
}

const how = `## How it is measured

**Players** are two pages of one headless Chromium (P1 to P8, P11), or Node with node-datachannel's polyfill (the load of P9 and P10). Samovar is
measured from \`sendMessageToUser\` to \`receiveMessagesOnChannel\`, through everything in between. A game looks for messages once a frame; the bench looks
right after each arrival, else every figure would be half a frame longer, and say more about the game than about the network (the fifty players in one program of P9 and P10 look once a frame). The
others are measured from their send call to their callback. Samovar sends with the flags that do not wait for company (\`..._NO_NAGLE\`), since
none of the others waits; without them 5 ms are added, as on Steam.

**Relays** are new processes for each run: Samovar's by its command line, the stock one in \`bench/src/relays/stock-relay.ts\`.

**The network** is a seeded proxy on loopback, between one player and the relay (\`bench/src/proxy\`). It loses, delays, repeats, reorders and throttles
UDP packets, each direction by itself. Signalling passes through it too: HTTP pays a round trip for each request and for each new TCP connection,
and the candidates in it are rewritten, so that nothing finds a way past. Conditions hold on both directions of the link of the one player that is named; the
other player is on loopback. All contenders of a run get the same seed, and therefore lose the packets of the same numbers. Connecting and the first half second are
lossless for all; losses begin with what is measured.

**The clock** is \`performance.timeOrigin + performance.now()\`, at 5 µs because the pages are cross-origin isolated. Two pages may differ by what the system's clock
was corrected by between their starts; that is found out with 60 questions over a \`BroadcastChannel\`, of which the fastest counts (error below half a round trip, about
0.1 ms), and taken out.

**Numbers**: a run gives percentiles over all its messages; tables show the median of the runs and their range. Ratios are taken within each run, of contenders that ran in it,
and the median of those counts. A reliable message that never came counts as if it had come when waiting ended.`;
