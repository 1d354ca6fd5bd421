/**
 * The two lanes of a link between a player and the relay.
 *
 * Both carry whole datagrams of at most {@link MAX_DATAGRAM_BYTES}; neither keeps their order.
 * - `fast` loses what the network loses, and gives up what has not left within a tenth of a second: late is worse than never.
 * - `sure` loses nothing while the link lives: the layer beneath retransmits. It may be late.
 *
 * When a link breaks, whatever was under way on either lane is gone.
 */
export const FAST_LANE = 0;
/** See {@link FAST_LANE}. */
export const SURE_LANE = 1;
/** {@link FAST_LANE} or {@link SURE_LANE}. */
export type Lane = typeof FAST_LANE | typeof SURE_LANE;

/**
 * The largest datagram, envelope included. One byte over this border and SCTP splits the message over two UDP packets:
 * measured with 1150 against 1160 bytes, half a megabyte then takes four times as long.
 */
export const MAX_DATAGRAM_BYTES = 1150;

/**
 * The sure lane's SCTP stream, agreed on beforehand (`negotiated`), so that each side makes its half without asking.
 * 2, because ids are taken by the side that is the DTLS client (even) or server (odd): the relay's own first channel is 1,
 * and a player never opens one of their own.
 */
export const SURE_LANE_STREAM_ID = 2;
/** The sure lane's label; for people who look at the browser's WebRTC page, nothing depends on it. */
export const SURE_LANE_LABEL = "samovar-sure";

/** What a relay keeps for one slow player on the sure lane, unless configured; more is dropped, and its senders told. */
export const RELAY_QUEUE_BYTES = 2 * 1024 * 1024;

/** A datagram of this length says nothing. A player sends one for the sake of what SCTP takes along: see `DataChannelLink`. */
export const NUDGE_BYTES = 1;
