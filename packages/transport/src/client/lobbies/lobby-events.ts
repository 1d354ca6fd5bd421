import { Fifo } from "../../session/fifo.js";
import type { LobbyChange } from "../../wire/lobby.js";
import type { LobbyEvent } from "../relay-endpoint.js";

/** Events nobody takes; the oldest give way. Ours. */
const MAX_EVENTS = 4096;
/** Beyond so many no chat and no invitations are kept: others can send them as they please, and are not to drive out who came and went. Ours. */
const MAX_WITH_TALK = 2048;

/** Events of lobbies that wait to be taken: a bounded number of them. */
export class LobbyEvents {
  #queue = new Fifo<LobbyEvent>();

  push(event: LobbyEvent): void {
    const isTalk = event.kind === "chat" || event.kind === "invite" || event.kind === "invite-to-game";
    if (isTalk && this.#queue.length >= MAX_WITH_TALK) return;
    if (this.#queue.length >= MAX_EVENTS) this.#queue.shift();
    this.#queue.push(event);
  }

  /** What changes of one revision mean to a game: `data` once for all that is not a member's. Our own coming and going is no news. */
  pushChanges(lobby: bigint, self: bigint, changes: readonly LobbyChange[]): void {
    let toldData = false;
    for (const change of changes) {
      switch (change.k) {
        case "exit":
          if (change.member !== self) this.push({ kind: "member", lobby, member: change.member, by: change.by, state: change.state });
          break;
        case "enter":
          if (change.member.id !== self) this.push({ kind: "member", lobby, member: change.member.id, by: change.member.id, state: 1 });
          break;
        case "server":
          this.push({ kind: "server", lobby, server: change.server });
          break;
        case "member-data":
          this.push({ kind: "data", lobby, member: change.member, ok: true });
          break;
        case "owner":
        case "settings":
        case "data":
          if (!toldData) this.push({ kind: "data", lobby, member: lobby, ok: true });
          toldData = true;
      }
    }
  }

  next(): LobbyEvent | undefined {
    return this.#queue.shift();
  }

  clear(): void {
    this.#queue = new Fifo();
  }
}
