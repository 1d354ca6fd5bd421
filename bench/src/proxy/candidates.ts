/** One UDP candidate: foundation, component, protocol, priority, address, port, rest. */
const CANDIDATE = /^((?:a=)?candidate:\S+ \d+ udp \d+) \S+ \d+ (.*)$/i;

/** Where a relay's candidates are to point. */
export interface CandidateTarget {
  readonly address: string;
  readonly port: number;
}

/** The candidate with another address and port; undefined when it is none that speaks UDP directly (TCP, or relayed). */
export function redirectCandidate(candidate: string, target: CandidateTarget): string | undefined {
  const [, head, rest] = CANDIDATE.exec(candidate) ?? [];
  if (head === undefined || rest === undefined || !rest.startsWith("typ host")) return undefined;
  return `${head} ${target.address} ${target.port} ${rest}`;
}

/** An offer whose candidates all point to the target; the first stays, the others would only repeat it. */
export function redirectOffer(sdp: string, target: CandidateTarget): string {
  let kept = false;
  return eachLine(sdp, (line) => {
    if (!line.startsWith("a=candidate:")) return line;
    const redirected = kept ? undefined : redirectCandidate(line, target);
    kept ||= redirected !== undefined;
    return redirected;
  });
}

/** A description without candidates: who gets it can only answer to where packets come from. */
export function withoutCandidates(sdp: string): string {
  return eachLine(sdp, (line) => (line.startsWith("a=candidate:") ? undefined : line));
}

function eachLine(sdp: string, change: (line: string) => string | undefined): string {
  return sdp
    .split("\r\n")
    .map(change)
    .filter((line) => line !== undefined)
    .join("\r\n");
}
