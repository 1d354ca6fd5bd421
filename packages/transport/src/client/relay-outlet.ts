import { writePeer } from "../wire/envelope.js";
import type { Link } from "../wire/link.js";
import type { Outlet } from "../session/outlet.js";

/** Puts packets on whatever link is open now, in their envelope; takes none while there is no link. */
export function relayOutlet(current: () => Pick<Link, "room" | "send"> | undefined): Outlet {
  return {
    room: (lane) => current()?.room(lane) ?? 0,
    send(peer, lane, datagram) {
      writePeer(new DataView(datagram.buffer, datagram.byteOffset, datagram.byteLength), peer);
      current()?.send(lane, datagram);
    },
  };
}
