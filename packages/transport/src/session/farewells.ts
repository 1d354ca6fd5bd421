import { writeClose } from "../wire/packet.js";
import type { Ending } from "./closed-connections.js";
import { Fifo } from "./fifo.js";
import { sendOnBothLanes, type LocalSide, type Outlet } from "./outlet.js";

/** While so many wait, packets of connections that are over are not answered. */
const MAX_ANSWERS = 256;

interface Farewell {
  readonly peer: bigint;
  readonly ending: Ending;
}

/** The CLOSE packets that leave with the next transmit. While the link is down they are thrown away: a peer that goes on gets another for each packet. */
export class Farewells {
  readonly #waiting = new Fifo<Farewell>();

  /** A connection of ours has ended. All peers of a game that ends are told: they would not hear of it in any other way. */
  add(peer: bigint, ending: Ending): void {
    this.#waiting.push({ peer, ending });
  }

  /** For a packet of a connection that is over. */
  answer(peer: bigint, ending: Ending): void {
    if (this.#waiting.length < MAX_ANSWERS) this.add(peer, ending);
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
