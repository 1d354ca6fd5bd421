import type { EndpointState, TicketEvent, Tickets } from "@samovar/transport";
import { expect, test } from "vitest";
import { PackedByteArray } from "../godot/index.js";
import { ANNA, BORIS, FakeEndpoint, fakeLogger } from "./fake-endpoints.test.helper.js";
import type { PayloadClass } from "./networking-messages-types.js";
import { memoryPlayedWith } from "./friends/played-with.js";
import { createSteam } from "./steam.js";

/** Tickets in which the relay plays no part: the bytes say who may check them. */
class FakeTickets implements Tickets {
  readonly events: TicketEvent[] = [];
  readonly log: unknown[] = [];
  stock = 8;
  answer = 0;

  take(forPlayer: bigint) {
    if (this.stock === 0) return undefined;
    this.log.push(["take", forPlayer]);
    return { handle: 9 - this.stock--, bytes: Uint8Array.of(1, 2, 3) };
  }
  cancel(handle: number): void {
    this.log.push(["cancel", handle]);
  }
  begin(ticket: Uint8Array, player: bigint): number {
    this.log.push(["begin", [...ticket], player]);
    return this.answer;
  }
  end(player: bigint): void {
    this.log.push(["end", player]);
  }
  nextEvent(): TicketEvent | undefined {
    return this.events.shift();
  }
}

async function userWorld<P extends Uint8Array = Uint8Array>(payload?: PayloadClass<P>, open = true) {
  const tickets = new FakeTickets();
  const listeners: ((state: EndpointState) => void)[] = [];
  const endpoint = Object.assign(new FakeEndpoint(ANNA), {
    tickets,
    onStateChange: (listener: (state: EndpointState) => void) => (listeners.push(listener), () => {}),
  });
  const logger = fakeLogger();
  const Steam = createSteam<"identity", P>({ endpoint, logger, payload, playedWith: memoryPlayedWith() });
  const become = (state: EndpointState) => {
    endpoint.state = state;
    for (const listener of listeners) listener(state);
  };
  if (open) await endpoint.open();
  const heard: unknown[] = [];
  Steam.get_auth_session_ticket_response.connect((...args) => void heard.push(["issued", ...args]));
  Steam.validate_auth_ticket_response.connect((...args) => void heard.push(["verdict", ...args]));
  Steam.steam_server_connected.connect(() => void heard.push(["connected"]));
  Steam.steam_server_disconnected.connect(() => void heard.push(["disconnected"]));
  Steam.steam_server_connect_failed.connect((...args) => void heard.push(["failed", ...args]));
  return { Steam, endpoint, tickets, logger, heard, become };
}

test("a ticket comes at once, in a buffer of 1024 bytes of which few count, and can be checked a little later", async () => {
  const { Steam, tickets, heard } = await userWorld();
  Steam.run_callbacks();
  heard.length = 0;
  const ticket = Steam.getAuthSessionTicket();
  expect(ticket).toMatchObject({ id: 1, size: 3 });
  expect(ticket.buffer).toHaveLength(1024);
  expect([...ticket.buffer.slice(0, 4)]).toEqual([1, 2, 3, 0]);
  tickets.events.push({ kind: "issued", handle: 1, result: 1 });
  Steam.run_callbacks();
  expect(heard).toEqual([["issued", 1, Steam.RESULT_OK]]);
  Steam.cancelAuthTicket(ticket.id);
  expect(tickets.log).toEqual([["take", 0n], ["cancel", 1]]);
});

test("whom a ticket is for is given as an id, or by the name of an identity, in either generation", async () => {
  const { Steam, tickets } = await userWorld();
  Steam.addIdentity("host");
  Steam.setIdentitySteamID64("host", BORIS);
  Steam.getAuthSessionTicket("");
  Steam.getAuthSessionTicket(0);
  Steam.getAuthSessionTicket(BORIS);
  Steam.getAuthSessionTicket("host");
  Steam.getAuthSessionTicket(`steamid:${BORIS}`);
  expect(tickets.log).toEqual([["take", 0n], ["take", 0n], ["take", BORIS], ["take", BORIS], ["take", BORIS]]);
});

test("a name that stands for nobody makes no ticket for everybody", async () => {
  const { Steam, tickets, logger } = await userWorld();
  expect(Steam.getAuthSessionTicket("server")).toMatchObject({ id: Steam.AUTH_TICKET_INVALID, size: 0 });
  expect(tickets.log).toEqual([]);
  expect(logger.errors).toEqual([expect.stringContaining("server")]);
});

test("when the relay has sent none yet, there is no ticket, and the log says to ask again", async () => {
  const { Steam, tickets, logger } = await userWorld();
  tickets.stock = 0;
  const { id, buffer, size } = Steam.getAuthSessionTicket();
  expect([id, buffer.length, size]).toEqual([0, 1024, 0]);
  expect(logger.warnings).toEqual([expect.stringContaining("a moment later")]);
});

test("a check looks at the bytes that count, and its verdicts come as they come", async () => {
  const { Steam, tickets, heard } = await userWorld();
  const buffer = Uint8Array.from({ length: 1024 }, (_, index) => index & 255);
  expect(Steam.beginAuthSession(buffer, 3, BORIS)).toBe(Steam.BEGIN_AUTH_SESSION_RESULT_OK);
  tickets.answer = 2;
  expect(Steam.beginAuthSession([5, 6, 7], 2, `steamid:${BORIS}`)).toBe(Steam.BEGIN_AUTH_SESSION_RESULT_DUPLICATE_REQUEST);
  expect(Steam.beginAuthSession(buffer, -1, BORIS)).toBe(2);
  expect(tickets.log).toEqual([["begin", [0, 1, 2], BORIS], ["begin", [5, 6], BORIS], ["begin", [], BORIS]]);
  expect(Steam.beginAuthSession(buffer, 3, 0n)).toBe(Steam.BEGIN_AUTH_SESSION_RESULT_INVALID_TICKET);

  Steam.run_callbacks();
  heard.length = 0;
  tickets.events.push({ kind: "verdict", player: BORIS, response: 0 }, { kind: "verdict", player: BORIS, response: 6 });
  Steam.run_callbacks();
  expect(heard).toEqual([["verdict", BORIS, 0, BORIS], ["verdict", BORIS, Steam.AUTH_SESSION_RESPONSE_AUTH_TICKET_CANCELED, BORIS]]);
  Steam.endAuthSession(BORIS);
  expect(tickets.log.at(-1)).toEqual(["end", BORIS]);
});

test("the buffer is of the class the game asked for", async () => {
  const { Steam } = await userWorld(PackedByteArray);
  expect(Steam.getAuthSessionTicket().buffer).toBeInstanceOf(PackedByteArray);
});

test("while not connected there are no tickets", async () => {
  const { Steam, tickets, logger } = await userWorld(undefined, false);
  expect(Steam.getAuthSessionTicket()).toEqual({});
  expect(Steam.beginAuthSession([1], 1, BORIS)).toBe(-1);
  Steam.endAuthSession(BORIS);
  Steam.cancelAuthTicket(1);
  expect(tickets.log).toEqual([]);
  expect(logger.errors).toHaveLength(4);
});

test("the game hears when the relay is reached, lost, and found again", async () => {
  const { Steam, heard, become } = await userWorld(undefined, false);
  become("connecting");
  become("online");
  expect(heard).toEqual([]);
  Steam.run_callbacks();
  expect(heard.splice(0)).toEqual([["connected"]]);
  become("reconnecting");
  become("online");
  Steam.run_callbacks();
  expect(heard.splice(0)).toEqual([["disconnected"], ["connected"]]);
  become("closed");
  Steam.run_callbacks();
  expect(heard).toEqual([["disconnected"]]);
  expect(Steam.isSteamRunning()).toBe(false);
});

test("and when it could not be reached", async () => {
  const { Steam, heard, become } = await userWorld(undefined, false);
  become("connecting");
  become("idle");
  Steam.run_callbacks();
  expect(heard).toEqual([["failed", Steam.RESULT_NO_CONNECTION, false]]);
});

test("and when it was lost and is not looked for any more", async () => {
  const { Steam, heard, become } = await userWorld(undefined, false);
  become("online");
  become("reconnecting");
  become("closed");
  Steam.run_callbacks();
  expect(heard).toEqual([["connected"], ["disconnected"], ["failed", Steam.RESULT_NO_CONNECTION, false]]);
});

test("a game that never runs its callbacks is told the end of the story only", async () => {
  const { Steam, heard, become } = await userWorld(undefined, false);
  for (let round = 0; round < 1000; round++) for (const state of ["online", "reconnecting"] as const) become(state);
  Steam.run_callbacks();
  expect(heard).toHaveLength(64);
  expect(heard.at(-1)).toEqual(["disconnected"]);
});

test("a game that shuts Steam down is not told that it lost it", async () => {
  const { Steam, heard, become, endpoint } = await userWorld(undefined, false);
  endpoint.close = () => become("closed");
  become("online");
  Steam.run_callbacks();
  heard.length = 0;
  Steam.steamShutdown();
  Steam.run_callbacks();
  expect(heard).toEqual([]);
  become("online");
  Steam.run_callbacks();
  expect(heard).toEqual([["connected"]]);
});
