/** What a game tells the others of one player, many times a second: ten keys, two ids, a place, a short text. */
export interface StatePacket {
  readonly [key: string]: unknown;
}

const names = ["Anna", "Bertrand", "Chloé", "Dmitri", "Ea", "Fatima", "Gustav Adolf", "Hiro"];

/** So many packets, all different and always the same, as plain values that any format can write. */
export function statePackets(count: number): StatePacket[] {
  return Array.from({ length: count }, (_, index) => ({
    message: "state",
    player_id: 76561197960287930n + BigInt(index * 7919),
    lobby_id: 109775240917292391n + BigInt(index % 3),
    tick: 100_000 + index * 17,
    x: 512 * Math.sin(index + 0.1),
    y: 384 * Math.cos(index + 0.1),
    rotation: ((index + 0.5) * Math.PI) / 32,
    health: (index * 13) % 101,
    name: names[index % names.length],
    alive: index % 5 !== 0,
  }));
}
