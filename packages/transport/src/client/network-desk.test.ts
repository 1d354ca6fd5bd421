import { describe, expect, it } from "vitest";
import * as SendFlags from "../session/send-flags.js";
import { defaultSessionSettings } from "../session/settings.js";
import { defaultFakeNetwork } from "./fake-network.js";
import { FakeRelay } from "./fake-relay.test.helper.js";
import type { LinkRequest } from "./link-opener.js";

describe("a client's network controls", () => {
  it("can be used before the client is opened, and hold over reconnects and a new opening", async () => {
    const relay = new FakeRelay();
    const [anna, ben] = [relay.client({ settings: { idleTimeoutMs: 60_000 } }), relay.client()];
    expect(anna.network.settings).toEqual({ ...defaultSessionSettings, idleTimeoutMs: 60_000 });
    expect(anna.network.faked).toEqual(defaultFakeNetwork);
    anna.network.configure({ timeoutInitialMs: 2_000 });
    anna.network.fake({ lagSendMs: 50 });
    for (let round = 0; round < 2; round++) {
      void anna.open();
      void ben.open();
      await relay.pass(400);
      relay.cut(anna.self);
      await relay.pass(2_000);
      expect(anna.state).toBe("online");
      anna.send(ben.self, new Uint8Array(1), SendFlags.RELIABLE, 0);
      await relay.pass(2_200);
      expect(anna.nextEvent()).toMatchObject({ kind: "session-failed" });
      expect(anna.network.relayPingMs).toBeGreaterThan(50);
      anna.close();
      await relay.pass(10);
    }
    expect(anna.network.relayPingMs).toBe(-1);
  });

  it("say how links are made from the next one on", async () => {
    const relay = new FakeRelay();
    const asked: LinkRequest["ice"][] = [];
    const anna = relay.client({
      openLink: (request) => {
        asked.push(request.ice);
        return relay.openLink(request);
      },
    });
    void anna.open();
    await relay.pass(200);
    anna.network.ice({ iceTransportPolicy: "relay" });
    relay.cut(anna.self);
    await relay.pass(3_000);
    anna.network.ice(undefined);
    relay.cut(anna.self);
    await relay.pass(5_000);
    expect(asked).toEqual([undefined, { iceTransportPolicy: "relay" }, undefined]);
  });

  it("know the relay's clock once it has told", async () => {
    const relay = new FakeRelay();
    const anna = relay.client();
    void anna.open();
    await relay.pass(200);
    relay.say(anna.self, { t: "welcome", version: 1, timeMs: 1_000_000 });
    await relay.pass(100);
    const then = anna.network.relayTimeMs;
    expect(then).toBeGreaterThan(1_000_000);
    expect(then).toBeLessThan(1_000_110);
    await relay.pass(5_000);
    expect(anna.network.relayTimeMs - then).toBe(5_000);
    expect(anna.network.nowMs).toBe(relay.time.now);
  });
});
