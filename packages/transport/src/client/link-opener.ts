import type { Admission } from "../wire/control.js";
import type { Link } from "../wire/link.js";
import type { IceSettings } from "./relay-endpoint.js";

/** One attempt to reach the relay. */
export interface LinkRequest {
  /** The value of the `Authorization` header: who asks. */
  readonly authorization: string;
  /** How WebRTC may get there, where that was changed since the opener was made. */
  readonly ice?: IceSettings | undefined;
  /** Aborted when nobody wants the link any more: what was begun is to be taken down, and the promise may stay open. */
  readonly signal: AbortSignal;
  /** To be called once the relay has answered over HTTP, so that a time-out can tell what it waited for. */
  readonly onAnswered: () => void;
}

/** A link that is open on both lanes, and who the relay says we are. */
export interface OpenedLink {
  readonly link: Link;
  readonly admission: Admission;
}

/** Opens one link. Rejects with a `RelayError`; need not have a time-out of its own. */
export type LinkOpener = (request: LinkRequest) => Promise<OpenedLink>;
