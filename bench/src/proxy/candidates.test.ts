import { expect, test } from "vitest";
import { redirectCandidate, redirectOffer, withoutCandidates } from "./candidates.js";

const target = { address: "127.0.0.1", port: 5000 };

test("a host candidate keeps all but its address and port", () => {
  expect(redirectCandidate("candidate:1 1 UDP 2122317823 192.0.2.2 40100 typ host", target)).toBe("candidate:1 1 UDP 2122317823 127.0.0.1 5000 typ host");
  expect(redirectCandidate("a=candidate:2 1 udp 7 fd00::2 9 typ host generation 0", target)).toBe("a=candidate:2 1 udp 7 127.0.0.1 5000 typ host generation 0");
});

test("candidates that would lead past the proxy are dropped", () => {
  expect(redirectCandidate("candidate:3 1 TCP 1 192.0.2.2 9 typ host tcptype active", target)).toBeUndefined();
  expect(redirectCandidate("candidate:4 1 UDP 1 203.0.113.5 700 typ srflx raddr 0.0.0.0 rport 0", target)).toBeUndefined();
});

test("an offer keeps one candidate, which points to the proxy", () => {
  const offer = ["v=0", "a=candidate:1 1 UDP 9 192.0.2.2 40100 typ host", "a=candidate:2 1 UDP 8 fd00::2 40100 typ host", "a=setup:actpass", ""].join("\r\n");
  expect(redirectOffer(offer, target)).toBe(["v=0", "a=candidate:1 1 UDP 9 127.0.0.1 5000 typ host", "a=setup:actpass", ""].join("\r\n"));
});

test("an answer loses all its candidates", () => {
  expect(withoutCandidates("v=0\r\na=candidate:1 1 udp 9 192.0.2.2 5 typ host\r\na=mid:0\r\n")).toBe("v=0\r\na=mid:0\r\n");
});
