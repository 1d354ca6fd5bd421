import { mkdtemp, rm } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ENVELOPE_BYTES } from "../wire/envelope.js";
import { FAST_LANE, MAX_DATAGRAM_BYTES, NUDGE_BYTES, SURE_LANE } from "../wire/lane.js";
import { eventually, RelayProcess, StockClients, type StockLink } from "./processes.test.helper.js";

/**
 * A relay in one process, strangers with geckos' stock client in another, and two players who go on exchanging datagrams on both
 * lanes through all of it. Each scenario ends with the question whether they still do.
 */
describe("whatever a stranger does to the relay, the others go on undisturbed", { timeout: 30_000 }, () => {
  let folder: string;
  let relay: RelayProcess;
  let players: StockClients;
  let strangers: StockClients;
  let anna: StockLink;
  let ben: StockLink;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "samovar-"));
    // Stock clients never speak with the relay itself, which would cost them their links.
    const options = { port: 0, keyFile: join(folder, "key"), firstWordTimeoutMs: 600_000, openTimeoutMs: 1500, connectBurst: 1000 };
    [relay, players, strangers] = await Promise.all([RelayProcess.start(options), StockClients.start(), StockClients.start()]);
    [anna, ben] = await Promise.all([players.connect(relay), players.connect(relay)]);
    anna.chat(ben.id, 10);
    ben.chat(anna.id, 10);
    await goOn();
  }, 30_000);

  afterAll(async () => {
    players?.stop();
    strangers?.stop();
    await relay?.close();
    await rm(folder, { recursive: true });
  });

  /** Waits until each of the two got more of the other, on both lanes, over the links they had. */
  async function goOn(): Promise<void> {
    for (const [to, from] of [[anna, ben], [ben, anna]] as const) {
      for (const lane of [FAST_LANE, SURE_LANE] as const) {
        const before = to.count(lane, from.id);
        await eventually("the players' datagrams", () => to.count(lane, from.id) >= before + 10);
      }
    }
    expect([anna.closed, ben.closed, relay.running]).toEqual([false, false, true]);
  }

  /** Waits until the relay has this many connections, the players' included. */
  const connections = (count: number) => eventually(`${count} connections`, async () => (await relay.stats()).connections === count);

  /** Waits until the relay refused so many messages more. */
  async function refused(more: number, act: () => void): Promise<void> {
    const before = (await relay.stats()).refused;
    act();
    await eventually("messages to be refused", async () => (await relay.stats()).refused >= before + more);
  }

  it("text that makes geckos' parser throw, or forges its events", async () => {
    const stranger = await strangers.connect(relay);
    const texts = ["null", '{"disconnect":"x"}', "[]", '{"rawMessage":{}}', "{", "", "1", '"x"', '{"connection":1}', "\u0000"];
    await refused(texts.length, () => texts.forEach((text) => stranger.text(text)));
    await goOn();
    // Not even the sender is thrown out for it, let alone for a forged disconnect.
    stranger.packet(SURE_LANE, stranger.id, [42]);
    await eventually("the sender's own datagram", () => stranger.got(SURE_LANE, stranger.id, [42]));
    stranger.close();
    await connections(2);
  });

  it("a megabyte of noise, in pieces large and small", async () => {
    const stranger = await strangers.connect(relay);
    const noise = Buffer.from(Array.from({ length: 262_144 }, (_, i) => (i * 2_654_435_761) >>> 24));
    await refused(4 + 64, () => {
      for (let i = 0; i < 4; i++) stranger.binary(i % 2 === 0 ? FAST_LANE : SURE_LANE, noise);
      for (let i = 0; i < 64; i++) stranger.binary(SURE_LANE, noise.subarray(i * 16, i * 16 + 16_384));
      // More than any message may have: the sender's own side refuses, or the relay does.
      stranger.binary(FAST_LANE, Buffer.alloc(1024 * 1024));
    });
    for (let i = 0; i < 400; i++) stranger.binary(FAST_LANE, noise.subarray(i * 600, i * 600 + MAX_DATAGRAM_BYTES));
    await goOn();
    stranger.close();
    await connections(2);
  });

  it("a flood of nonsense gets its sender hung up on", async () => {
    const stranger = await strangers.connect(relay);
    for (let i = 0; i < 200; i++) stranger.text("null");
    await eventually("the relay to hang up", () => stranger.closed);
    await goOn();
    await connections(2);
  });

  it("binary cut short, and packets for the relay and for players who are not there", async () => {
    const stranger = await strangers.connect(relay);
    const before = (await relay.stats()).malformed;
    for (const lane of [FAST_LANE, SURE_LANE] as const) {
      for (let length = 0; length <= 12; length++) {
        stranger.binary(lane, Buffer.alloc(length, length % 2 === 0 ? 0 : 0xff));
        stranger.packet(lane, 0n, Array<number>(length).fill(length));
        stranger.packet(lane, stranger.id ^ 1n, Array<number>(length).fill(length));
      }
      for (let i = 0; i < 300; i++) stranger.packet(lane, 0n, Array.from({ length: (i * 37) % 1100 }, (_, j) => (i * 31 + j * 17) & 0xff));
    }
    await eventually("short datagrams to be counted", async () => (await relay.stats()).malformed >= before + 2 * (ENVELOPE_BYTES - 1 - NUDGE_BYTES));
    await goOn();
    stranger.close();
    await connections(2);
  });

  it("connecting and hanging up at once, over and over", async () => {
    for (let round = 0; round < 8; round++) {
      const links = (["at-offer", "at-open", "at-offer", "at-open"] as const).map((hangUp) => strangers.begin(relay, "Samovar 1", hangUp));
      await eventually("the strangers to come and go", () => links.every((link) => link.closed || link.failed));
    }
    await goOn();
    await connections(2);
  });

  it("data channels that nobody asked for", async () => {
    const stranger = await strangers.connect(relay);
    stranger.channels(50);
    await eventually("the relay to hang up", () => stranger.closed);
    await goOn();
    await connections(2);
  });

  it("connections begun and never taken up", async () => {
    const offers = await Promise.all(Array.from({ length: 40 }, () => offer()));
    expect(new Set(offers.map(({ id }) => id)).size).toBe(40);
    await goOn();
    await connections(2);
  });

  it("answers that are none, for connections of one's own and of others", async () => {
    const { id, localDescription } = await offer();
    const path = `/.wrtc/v2/connections/${id}/remote-description`;
    const bodies = [
      "{}", "null", "", "[", JSON.stringify({ type: "answer", sdp: "v=0\r\n" }), JSON.stringify({ type: "offer", sdp: localDescription.sdp }),
      JSON.stringify({ type: "answer", sdp: localDescription.sdp }), JSON.stringify({ type: "answer", sdp: localDescription.sdp.replace("actpass", "active").repeat(2) }),
    ];
    for (const body of bodies) expect((await fetch(relay.url + path, { method: "POST", body })).status).toBe(400);
    // Formally right, and leading nowhere: our own certificate, our own password.
    const mirror = localDescription.sdp.replace("actpass", "active");
    for (let i = 0; i < 2; i++) expect((await fetch(relay.url + path, { method: "POST", body: JSON.stringify({ type: "answer", sdp: mirror }) })).status).toBeLessThan(500);
    await fetch(`${relay.url}/.wrtc/v2/connections/${"0".repeat(32)}/close`, { method: "POST" });
    await goOn();
  });

  it("bodies without end", async () => {
    const { id } = await offer();
    await Promise.all([`/${id}/remote-description`, "", `/${id}/close`].map((path) => flood(`${relay.url}/.wrtc/v2/connections${path}`)));
    await goOn();
    await connections(2);
  });

  interface Offered {
    readonly id: string;
    readonly localDescription: { readonly sdp: string };
  }

  async function offer(): Promise<Offered> {
    const response = await fetch(`${relay.url}/.wrtc/v2/connections`, { method: "POST", headers: { authorization: "Samovar 1" } });
    return (await response.json()) as Offered;
  }

  /** Uploads until the relay hangs up; fails if it takes 64 MiB. */
  function flood(url: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const chunk = Buffer.alloc(1024 * 1024, 0x20);
      let sent = 0;
      const upload = request(url, { method: "POST", headers: { "authorization": "Samovar 1", "transfer-encoding": "chunked" } });
      const more = () => {
        sent += chunk.byteLength;
        if (sent > 64 * chunk.byteLength) reject(new Error("the relay takes everything"));
        else upload.write(chunk);
      };
      upload.on("drain", more).on("error", () => resolve()).on("close", () => resolve());
      more();
    });
  }
});
