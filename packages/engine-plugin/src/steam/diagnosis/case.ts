import type { Signal } from "../../godot/signal.js";
import type { PeerDiagnosis } from "./diagnosis-types.js";
import type { Watch } from "./watch.js";
import type { Calls } from "./words.js";

/** What is asked of a signal here. */
export type Listened = Pick<Signal<never>, "has_connections">;

/** What is known of a session with somebody, for saying why nothing comes of it. */
export interface Case {
  readonly name: string;
  readonly about: PeerDiagnosis;
  readonly calls: Calls;
  readonly watch: Watch;
  /** Who hears that somebody asks. */
  readonly request: Listened | undefined;
  /** They show themselves to us, as offline. */
  readonly offline: boolean;
  /** What our own fake network loses, per cent. */
  readonly faked: { readonly lossSend: number; readonly lossRecv: number };
}
