/** What a player's link to the relay does to datagrams, in each direction. */
export interface LinkConditions {
  /** How long a datagram takes one way, ms. */
  readonly lagMs: number;
  /** Up to this much more, at random, ms: datagrams overtake each other. */
  readonly jitterMs: number;
  /** Share of datagrams the network loses, 0..1. On the fast lane they are gone; on the sure lane they come later. */
  readonly loss: number;
  /** Share of datagrams that come twice, 0..1. */
  readonly duplication: number;
  /** Share of datagrams held back so that later ones overtake them, 0..1. */
  readonly reordering: number;
  /** Bytes a second the link carries; what is more waits in front of it. */
  readonly bytesPerSecond: number;
}

/** Five milliseconds each way, and nothing goes wrong. */
export const goodConditions: LinkConditions = {
  lagMs: 5, jitterMs: 0, loss: 0, duplication: 0, reordering: 0, bytesPerSecond: Number.POSITIVE_INFINITY,
};
