import { type ChangeableConditions, changeConditions, type InProcessPlayer } from "@samovar/transport/testing";
import type { NetworkConditions } from "./options.js";

/**
 * One player's network: what its link does to whatever crosses it, either way. Each figure can be read and set at any time (`ben.network.loss = 0.3`); what is under
 * way already is not touched. Setting throws for what makes no sense: a loss of 5 instead of 0.05.
 */
export interface PlayerNetwork extends ChangeableConditions {
  /** Sets several figures at once. */
  set(conditions: Partial<NetworkConditions>): void;
  /** Pulls the cable: nothing crosses any more, and nobody is told. The player notices after 4.5 s, and looks for the relay until {@link restore}. */
  cut(): void;
  /** Puts the cable back. */
  restore(): void;
  /** Whether the cable is out. */
  readonly isCut: boolean;
  /** Breaks the connection, as a change of network does: player and relay notice at once, and the player looks for the relay again. */
  drop(): void;
}

/** The network of a player. */
export function playerNetwork(player: InProcessPlayer): PlayerNetwork {
  const network = {
    set: (conditions: Partial<NetworkConditions>) => changeConditions(player.conditions, conditions),
    cut: () => player.cut(),
    restore: () => player.restore(),
    get isCut() {
      return player.isCut;
    },
    drop: () => player.drop(),
  };
  // With their accessors, which check what is set.
  return Object.defineProperties(network as PlayerNetwork, Object.getOwnPropertyDescriptors(player.conditions));
}
