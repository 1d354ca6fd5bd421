import { writeClose } from "../wire/packet.js";
import type { Ending } from "./closed-connections.js";
import { Fifo } from "./fifo.js";
import { sendOnBothLanes, type LocalSide, type Outlet } from "./outlet.js";

/** Waiting for the link; the oldest give way. */
const MAX_FAREWELLS = 256;

interface Farewell {
  readonly peer: bigint;
  readonly ending: Ending;
}

/** The CLOSE packets that leave with the next transmit. While the link is down they are thrown away: a peer that goes on gets another for each packet. */
export class Farewells {
  readonly #waiting = new Fifo<Farewell>();

  add(peer: bigint, ending: Ending): void {
    this.#waiting.push({ peer, ending });
    if (this.#waiting.length > MAX_FAREWELLS) this.#waiting.shift();
  }

  send({ linkUp, scratch, epoch }: LocalSide, outlet: Outlet): void {
    for (let farewell = this.#waiting.shift(); farewell !== undefined; farewell = this.#waiting.shift()) {
      if (!linkUp) continue;
      const { localId, remoteId, reason, debug } = farewell.ending;
      const length = writeClose(scratch.bytes, epoch, localId, remoteId, reason, debug);
      sendOnBothLanes(outlet, farewell.peer, scratch.first(length));
    }
  }
}
