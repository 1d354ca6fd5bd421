/**
 * A testing kit for games: any number of players in one process, on virtual time, with a network as bad as you like. See `docs/testing.md`.
 * @module
 */
export type { GamePage, NetworkConditions, PlayerOptions, SteamWorldOptions } from "./options.js";
export type { NextOptions, Player } from "./player.js";
export type { PlayerNetwork } from "./player-network.js";
export type { LogRecord, SignalArguments, SignalName, SignalRecord } from "./records.js";
export { SteamWorld } from "./steam-world.js";
export type { UntilOptions } from "./world.js";
