import { writePeer } from "../wire/envelope.js";
import type { Lane } from "../wire/lane.js";
import type { Link } from "../wire/link.js";
import type { Outlet } from "../session/outlet.js";

/** Puts packets on whatever link is open now, in their envelope; takes none while there is no link. */
export class RelayOutlet implements Outlet {
  readonly #current: () => Link | undefined;

  constructor(current: () => Link | undefined) {
    this.#current = current;
  }

  room(lane: Lane): number {
    return this.#current()?.room(lane) ?? 0;
  }

  send(peer: bigint, lane: Lane, datagram: Uint8Array): void {
    writePeer(new DataView(datagram.buffer, datagram.byteOffset, datagram.byteLength), peer);
    this.#current()?.send(lane, datagram);
  }
}
