import { mkdtemp, rm } from "node:fs/promises";
import dgram from "node:dgram";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { FAST_LANE, SURE_LANE } from "../wire/lane.js";
import { silentLog } from "./log.js";
import { eventually, RelayProcess, StockClients } from "./processes.test.helper.js";
import { RelayStartError } from "./relay-error.js";
import { startRelay } from "./relay.js";

let folder = "";
const cleanUps: (() => unknown)[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "samovar-"));
});
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp();
  await rm(folder, { recursive: true });
});

async function relayProcess(options: object = {}): Promise<RelayProcess> {
  const relay = await RelayProcess.start({ port: 0, keyFile: join(folder, "key"), firstWordTimeoutMs: 600_000, ...options });
  cleanUps.push(() => relay.kill());
  return relay;
}

describe("players at a relay", { timeout: 30_000 }, () => {
  let clients: StockClients;
  beforeAll(async () => {
    clients = await StockClients.start();
  }, 30_000);
  afterAll(() => clients?.stop());

  it("come back as who they are, after a reconnect and after a restart of the relay", async () => {
    const relay = await relayProcess();
    const first = await clients.connect(relay);
    const token = first.admission?.token ?? "";
    first.close();
    const again = await clients.connect(relay, `Samovar 1 ${token}`);
    expect(again.id).toBe(first.id);
    await relay.kill();

    const restarted = await relayProcess({ port: relay.port, udpPort: relay.udpPort });
    const back = await clients.connect(restarted, `Samovar 1 ${token}`);
    expect(back.id).toBe(first.id);
    const newcomers = await Promise.all([clients.connect(restarted), clients.connect(restarted)]);
    expect(new Set([first.id, ...newcomers.map(({ id }) => id)]).size).toBe(3);

    // What a player sends bears the id that the token proves, whatever lane it takes.
    const [newcomer] = newcomers;
    for (const lane of [FAST_LANE, SURE_LANE] as const) {
      back.packet(lane, newcomer.id, [lane, 7]);
      await eventually("the packet", () => newcomer.got(lane, back.id, [lane, 7]));
    }
  });

  it("are replaced by a second connection with the same token, and stay replaced", async () => {
    const relay = await relayProcess();
    const [first, other] = await Promise.all([clients.connect(relay, "Samovar 1"), clients.connect(relay)]);
    const token = first.admission?.token ?? "";
    const second = await clients.connect(relay, `Samovar 2 ${token}`);
    expect(second.id).toBe(first.id);
    await eventually("the first link to be closed", () => first.closed);
    other.packet(SURE_LANE, first.id, [9]);
    await eventually("the packet at the second link", () => second.got(SURE_LANE, other.id, [9]));

    const refused = clients.begin(relay, `Samovar 1 ${token}`);
    await eventually("the first page to be refused", () => refused.failed);
    expect(refused.status).toBe(409);
    expect(second.closed).toBe(false);
    // The same page over a new link is no stranger.
    const renewed = await clients.connect(relay, `Samovar 2 ${token}`);
    expect(renewed.id).toBe(first.id);
  });

  it("get what was sent to them on the sure lane before their half of it was there", async () => {
    const relay = await relayProcess();
    const sender = await clients.connect(relay);
    const newcomer = await clients.connect(relay);
    const token = newcomer.admission?.token ?? "";
    newcomer.close();
    await eventually("the newcomer to be gone", async () => (await relay.stats()).players === 1);
    const back = clients.begin(relay, `Samovar 1 ${token}`);
    await eventually("the link", async () => (await relay.stats()).players === 2);
    for (let i = 0; i < 50; i++) sender.packet(SURE_LANE, newcomer.id, [i]);
    await eventually("the client's own half", () => back.admission !== undefined);
    back.packet(FAST_LANE, sender.id, [1]);
    await eventually("all packets", () => back.count(SURE_LANE, sender.id) === 50);
  });

  it("all come through one UDP port, and are told where it is once their answer was taken", async () => {
    const relay = await relayProcess({ publicAddress: "203.0.113.5" });
    const ports = await Promise.all(
      Array.from({ length: 5 }, async () => {
        const response = await fetch(`${relay.url}/.wrtc/v2/connections`, { method: "POST", headers: { authorization: "Samovar 1" } });
        const { id, localDescription } = (await response.json()) as { id: string; localDescription: { sdp: string } };
        expect(localDescription.sdp).not.toContain("a=candidate");
        const connection = `${relay.url}/.wrtc/v2/connections/${id}`;
        const order: string[] = [];
        const candidates = fetch(`${connection}/additional-candidates`).then((answer) => {
          order.push("candidates");
          return answer.json() as Promise<{ candidate: string }[]>;
        });
        // Long enough for an answer that is not held back.
        await fetch(`${relay.url}/samovar/health`);
        order.push("answer");
        // As good as any other, as long as nobody wants to use it.
        const sdp = localDescription.sdp.replace("actpass", "active");
        const give = () => fetch(`${connection}/remote-description`, { method: "POST", body: JSON.stringify({ type: "answer", sdp }) });
        expect((await give()).status).toBe(200);
        const found = (await candidates).map(({ candidate }) => candidate);
        expect(order).toEqual(["answer", "candidates"]);
        // Our client brings it before geckos' does, which brings it all the same.
        expect((await give()).status).toBe(200);
        expect(found.some((candidate) => candidate.includes(" 203.0.113.5 "))).toBe(true);
        return found.map((candidate) => Number(/(\d+) typ host/.exec(candidate)?.[1]));
      }),
    );
    expect(new Set(ports.flat())).toEqual(new Set([relay.udpPort]));
  });

  it("who never speak with the relay itself are dropped", async () => {
    const relay = await relayProcess({ firstWordTimeoutMs: 500 });
    const silent = await clients.connect(relay);
    await eventually("the silent one to be dropped", () => silent.closed);
    expect((await relay.stats()).connections).toBe(0);
  });

  it("are not let in beyond the limit, and their place is free again when they leave", async () => {
    const relay = await relayProcess({ maxPlayers: 1 });
    const first = await clients.connect(relay);
    const second = clients.begin(relay, "Samovar 1");
    await eventually("the second to be refused", () => second.failed);
    expect(second.status).toBe(503);
    first.close();
    await eventually("the place to be free", async () => (await relay.stats()).connections === 0);
    await clients.connect(relay);
  });

  it("see their links closed when the relay closes, and the relay's process ends", async () => {
    const relay = await relayProcess();
    const link = await clients.connect(relay);
    expect(await relay.close()).toBe(0);
    await eventually("the link to close", () => link.closed);
  });
});

describe("a relay that cannot start", () => {
  const options = () => ({ port: 0, keyFile: join(folder, "key"), log: silentLog, env: {} });

  it("says which TCP port is taken, and by which name to choose another", async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, resolve));
    cleanUps.push(() => new Promise((resolve) => holder.close(resolve)));
    const { port } = holder.address() as AddressInfo;
    const attempt = startRelay({ ...options(), port });
    await expect(attempt).rejects.toMatchObject({ code: "port-in-use", message: expect.stringMatching(new RegExp(`^TCP port ${port} .*SAMOVAR_RELAY_PORT`)) as string });
    await expect(attempt).rejects.toBeInstanceOf(RelayStartError);
  });

  it("says so of a UDP port, and leaves the TCP port alone", async () => {
    const holder = dgram.createSocket("udp4");
    await new Promise<void>((resolve) => holder.bind(0, resolve));
    cleanUps.push(() => new Promise<void>((resolve) => holder.close(resolve)));
    const { port } = holder.address();
    await expect(startRelay({ ...options(), udpPort: port })).rejects.toMatchObject({ code: "port-in-use", message: expect.stringContaining("SAMOVAR_UDP_PORT") as string });
    await expect(startRelay({ ...options(), port: -1 })).rejects.toMatchObject({ code: "config" });
    await expect(startRelay({ ...options(), host: "203.0.113.1" })).rejects.toMatchObject({ code: "cannot-listen" });
  });
});

describe("relays in one process", () => {
  it("are one at a time; a second one is refused, and may start when the first is closed", async () => {
    const options = { port: 0, keyFile: join(folder, "key"), log: silentLog, env: {} };
    const first = await startRelay(options);
    await expect(startRelay(options)).rejects.toMatchObject({ code: "already-running" });
    const health = (await (await fetch(`${first.url}/samovar/health`)).json()) as unknown;
    expect(health).toEqual({ players: 0, version: 1 });
    await Promise.all([first.close(), first.close()]);
    const second = await startRelay({ ...options, port: first.port, udpPort: first.udpPort });
    expect(second.port).toBe(first.port);
    await second.close();
  });
});
