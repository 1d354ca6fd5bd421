import { describe, expect, it } from "vitest";
import { cleanAnswer } from "./answer-sdp.js";
import { resolveConfig } from "./config.js";
import { RelayStartError } from "./relay-error.js";

const fingerprint = Array.from({ length: 32 }, (_, i) => (i + 16).toString(16).toUpperCase()).join(":");

/** An answer like Chromium's. */
const answer = [
  "v=0",
  "o=- 4611731400430051336 2 IN IP4 127.0.0.1",
  "s=-",
  "t=0 0",
  "a=group:BUNDLE 0",
  "a=extmap-allow-mixed",
  "a=msid-semantic: WMS",
  "m=application 9 UDP/DTLS/SCTP webrtc-datachannel",
  "c=IN IP4 0.0.0.0",
  "a=candidate:1 1 udp 2113937151 victim.example 53 typ host",
  "a=ice-ufrag:aB+/",
  "a=ice-pwd:0123456789012345678901+/",
  "a=ice-options:trickle",
  `a=fingerprint:sha-256 ${fingerprint}`,
  "a=setup:active",
  "a=mid:0",
  "a=sctp-port:5000",
  "a=max-message-size:262144",
  "",
].join("\r\n");

const nobody = () => false;

describe("an SDP answer", () => {
  it("is written anew with what is needed of it", () => {
    const lines = cleanAnswer(answer, nobody)?.sdp.split("\r\n") ?? [];
    expect(lines).toContain("a=ice-ufrag:aB+/");
    expect(lines).toContain("a=ice-pwd:0123456789012345678901+/");
    expect(lines).toContain(`a=fingerprint:sha-256 ${fingerprint}`);
    expect(lines).toContain("a=setup:active");
    expect(lines.join(" ")).not.toContain("victim");
    expect(lines.join(" ")).not.toContain("candidate");
    expect(cleanAnswer(answer.replaceAll("\r\n", "\n"), nobody)).toEqual(cleanAnswer(answer, nobody));
  });

  it("keeps candidates of the player's own address only", () => {
    const candidates = [
      "a=candidate:1 1 UDP 2114977791 10.0.0.7 40000 typ host",
      "a=candidate:2 1 udp 2114977790 10.0.0.8 40000 typ host generation 0",
      "a=candidate:3 1 UDP 2114977789 10.0.0.7 53 typ host",
      "a=candidate:4 1 UDP 2114977788 10.0.0.7 70000 typ host",
      "a=candidate:5 1 TCP 2114977787 10.0.0.7 40001 typ host",
      "a=candidate:6 1 UDP 2114977786 10.0.0.7\u2028 40001 typ host",
    ];
    const kept = cleanAnswer(answer + candidates.join("\r\n"), (address) => address === "10.0.0.7")?.candidates;
    expect(kept).toEqual(["candidate:1 1 UDP 2114977791 10.0.0.7 40000 typ host"]);
    const many = Array.from({ length: 50 }, (_, i) => `a=candidate:${i} 1 UDP 5 10.0.0.7 ${40_000 + i} typ host\r\n`).join("");
    expect(cleanAnswer(answer + many, () => true)?.candidates).toHaveLength(8);
  });

  it("is refused when a field is missing, wrong or too long, or it is about more than data", () => {
    const spoilt = [
      "",
      "v=0",
      answer.replace("a=ice-ufrag:aB+/", ""),
      answer.replace("a=ice-pwd:", "a=ice-pwd:!"),
      answer.replace("a=setup:active", "a=setup:actpass"),
      answer.replace("sha-256", "md5"),
      answer.replace(fingerprint, "00"),
      answer.replace("a=mid:0", "a=mid:"),
      answer.replace("m=application 9", "m=application 0"),
      answer.replace("m=application", "m=audio"),
      `${answer}m=audio 9 UDP/TLS/RTP/SAVPF 111\r\n`,
      answer + "a=x\r\n".repeat(10_000),
    ];
    for (const sdp of spoilt) expect(cleanAnswer(sdp, nobody), sdp.slice(0, 1000)).toBeUndefined();
  });
});

describe("the configuration", () => {
  it("comes from options, then the environment, then defaults", () => {
    const config = resolveConfig({ port: 1234, host: undefined }, { SAMOVAR_RELAY_PORT: "5", SAMOVAR_HOST: "::1", SAMOVAR_ORIGINS: "https://a.example, http://b.example:8080", SAMOVAR_TRUST_PROXY: "1", SAMOVAR_KEY_FILE: "" });
    expect(config).toMatchObject({ port: 1234, host: "::1", origins: ["https://a.example", "http://b.example:8080"], trustProxy: true, keyFile: ".samovar/relay-key" });
    expect(resolveConfig({}, {})).toMatchObject({ port: 9208, trustProxy: false, queueBytes: 2 * 1024 * 1024 });
  });

  it("names what is wrong by option and variable, and does not repeat a secret", () => {
    const complaint = (env: Record<string, string>) => {
      try {
        resolveConfig({}, env);
      } catch (error) {
        return error instanceof RelayStartError && error.code === "config" ? error.message : String(error);
      }
      return "";
    };
    expect(complaint({ SAMOVAR_RELAY_PORT: "http" })).toContain("port (SAMOVAR_RELAY_PORT)");
    expect(complaint({ SAMOVAR_RELAY_PORT: "70000", SAMOVAR_UDP_PORT: "80" })).toMatch(/SAMOVAR_RELAY_PORT.*SAMOVAR_UDP_PORT/);
    expect(complaint({ SAMOVAR_RELAY_PORT: "443" })).toContain("SAMOVAR_UDP_PORT");
    expect(complaint({ SAMOVAR_TRUST_PROXY: "maybe" })).toContain("SAMOVAR_TRUST_PROXY");
    expect(complaint({ SAMOVAR_PUBLIC_ADDRESS: "relay.example" })).toContain("SAMOVAR_PUBLIC_ADDRESS");
    const secret = complaint({ SAMOVAR_SECRET: "hunter2" });
    expect(secret).toContain("SAMOVAR_SECRET");
    expect(secret).not.toContain("hunter2");
    expect(secret).not.toContain("\n");
  });

  it("refuses options it does not know: a typing error must not go unnoticed", () => {
    expect(() => resolveConfig({ prot: 5 } as object, {})).toThrow(/prot/);
  });
});
