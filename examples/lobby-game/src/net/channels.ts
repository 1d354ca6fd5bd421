/** The channels of Networking Messages that this game uses. Order is kept within each. */

/** How the match is: the host to everybody, unreliable. */
export const STATE = 0;
/** What the player wants: everybody to the host, unreliable. */
export const INPUT = 1;
/** What must not be lost: starts, scores, a new host. Reliable. */
export const EVENTS = 2;
/** What players say. Reliable. */
export const CHAT = 3;
/** Hello to whoever came, so that there is a session with everybody. Reliable; `Post` alone sends and reads here. */
export const HELLO = 4;
