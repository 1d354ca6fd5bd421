/** How a message is to travel. */
export type Delivery = "unreliable" | "reliable";

/** Where a player is to connect, and as whom. */
export interface Seat {
  /** The relay's HTTP address, or that of a proxy before it. */
  readonly url: string;
  /** Two players of the same room hear each other. */
  readonly room: string;
  /** Different for the two of a room. */
  readonly name: string;
  /**
   * One of many players in one program, which all look for messages now and then, as games do. Alone, a player may look right behind each
   * arrival, which keeps the waiting out of the figures; were all fifty to look whenever something came for one, the program would do little else.
   */
  readonly inCrowd?: boolean;
}

/** What arrives: the payload as it was sent, and its channel. */
export type MessageListener = (payload: Uint8Array, channel: number) => void;

/** A connected player. */
export interface Player {
  /** What others need to know in order to write to this player. */
  readonly id: string;
  /**
   * Whom `send` is for, from now on; to be told on both sides before either sends. Where only one other is in the room, nothing
   * comes of it.
   */
  meet(peerId: string): void;
  /**
   * Sends one message to the other player of the room.
   * @returns false when it was refused.
   */
  send(payload: Uint8Array, delivery: Delivery, channel: number): boolean;
  /** Names the one listener for what arrives. */
  onMessage(listener: MessageListener): void;
  /** Leaves. */
  close(): void;
}

/** One way to get messages from one player to another. */
export interface Contender {
  /** Connects; resolves once messages can be sent to the relay. */
  connect(seat: Seat): Promise<Player>;
}

/** Every contender, and what it is. */
export const contenderTitles = {
  "samovar": "Samovar",
  "geckos": "stock geckos.io, raw",
  "geckos-reliable": "stock geckos.io, `reliable`",
  "reliable-channel": "reliable ordered data channel",
} as const;

/** The name of a contender. */
export type ContenderName = keyof typeof contenderTitles;
