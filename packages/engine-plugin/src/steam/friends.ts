import type { SignalHost } from "../godot/signal.js";
import { type Avatars, createAvatars } from "./friends/avatars.js";
import { PERSONA_CHANGES as C } from "./constants/friends.js";
import { isLive, type SteamContext } from "./context.js";
import { createFriendList, type FriendList } from "./friends/friend-list.js";
import type { FriendsOptions, FriendsSignals } from "./friends/friends-types.js";
import { createImages, type ImageFunctions, Images } from "./friends/images.js";
import { createOverlay, type Overlay } from "./friends/overlay.js";
import type { SteamPart } from "./part.js";
import { PeopleBook } from "./friends/people-book.js";
import { changeFlags, createPersona, type Persona } from "./friends/persona.js";
import { browserPlayedWith, PlayedWith } from "./friends/played-with.js";
import { createRichPresence, type RichPresence } from "./friends/rich-presence.js";

/** GodotSteam's Friends: who is who, who is a friend, and what they look like. While not connected each function answers 0, false, `""`, `[]` or `{}` and says why once. */
export interface Friends extends Persona, FriendList, RichPresence, Overlay, Avatars {}

/** Friends, with what the other parts tell it; the images of Utils are here too, since all of them are avatars. */
export interface FriendsPart<P extends Uint8Array> extends SteamPart<Friends & ImageFunctions<P>, FriendsSignals<P>> {
  readonly pump: () => void;
  /**
   * We have to do with this player: a message is sent to him, or he was accepted, or sits in our lobby. Remembers him, and shows us to him. Cheap: call it each time.
   */
  readonly met: (player: bigint) => void;
  /** Another player came into a lobby of ours, or left it. Call it within `run_callbacks`, after `lobby_chat_update`; `met` is not needed besides. */
  readonly sourceChanged: (player: bigint, joined: boolean) => void;
}

/** Whom `met` need not look at again, at most; beyond, it begins anew. */
const MAX_MET = 4096;

/** GodotSteam's Friends over the context's endpoint. */
export function createFriends<P extends Uint8Array = Uint8Array>(context: SteamContext, host: SignalHost, options: FriendsOptions<P>): FriendsPart<P> {
  const { endpoint } = context;
  const { people } = endpoint;
  const { friends: provider } = options;
  const played = new PlayedWith(options.playedWith ?? browserPlayedWith());
  const book = new PeopleBook(context, played, provider);
  const images = new Images();
  const persona = createPersona(context, host, book);
  const list = createFriendList(context, provider, book, played);
  const rich = createRichPresence(context, host, book);
  const overlay = createOverlay(context, host, options);
  const avatars = createAvatars(context, host, images, options.payload);
  const { persona_state_change: changed } = persona.signals;

  if (options.personaName) people.setName(options.personaName);

  const metBefore = new Set<bigint>();
  /** Whose name is fetched though nobody asked: nothing is new about them but that we know it. */
  const fetched = new Set<bigint>();
  const greet = (): void => {
    const friends = list.related();
    people.showTo(friends);
    for (const id of friends) {
      if (people.get(id) !== undefined) continue;
      fetched.add(id);
      people.ask(id);
    }
  };
  let greeted = false;
  /** What the application says changed: a player, or undefined for anything. */
  const told = new Set<bigint | undefined>();
  book.guardProvider("subscribe", () => provider?.subscribe?.((player) => void told.add(player)));

  const met = (player: bigint): void => {
    if (metBefore.has(player)) return;
    if (metBefore.size >= MAX_MET) metBefore.clear();
    metBefore.add(player);
    list.meet(player);
  };

  const pumpProvider = (): void => {
    if (told.size === 0) return;
    const ids = told.has(undefined) ? list.related() : [...told].filter((id) => id !== undefined);
    told.clear();
    greet();
    for (const id of ids) changed.emit(id, C.PERSONA_CHANGE_RELATIONSHIP_CHANGED | C.PERSONA_CHANGE_NICKNAME);
  };

  const pumpPeople = (): void => {
    const unknown: bigint[] = [];
    const presence: bigint[] = [];
    const calls: (() => void)[] = [];
    for (let event = people.nextEvent(); event !== undefined; event = people.nextEvent()) {
      if ("unknown" in event) {
        fetched.delete(event.unknown);
        unknown.push(event.unknown);
        continue;
      }
      const { before, person: { id, name, state } } = event;
      let flags = changeFlags(event);
      const asked = book.learnt(id);
      // Somebody we knew of showed himself without being asked: he has just come.
      if (!fetched.delete(id) && before === undefined && !asked && state !== 0 && list.related().includes(id)) flags |= C.PERSONA_CHANGE_COME_ONLINE;
      played.rename(id, name);
      if (flags & C.PERSONA_CHANGE_RICH_PRESENCE) presence.push(id);
      if (flags !== 0) calls.push(() => changed.emit(id, flags));
    }
    for (const call of calls) call();
    for (const id of book.settled(unknown)) changed.emit(id, C.PERSONA_CHANGE_NAME);
    rich.pump(presence);
  };

  return {
    functions: { ...persona.functions, ...list.functions, ...rich.functions, ...overlay.functions, ...avatars.functions, ...createImages(context, images, options.payload) },
    signals: { ...persona.signals, ...avatars.signals, friend_rich_presence_update: rich.signal, overlay_toggled: overlay.signal },
    met,
    sourceChanged(player, joined) {
      if (joined) met(player);
      changed.emit(player, joined ? C.PERSONA_CHANGE_JOINED_SOURCE : C.PERSONA_CHANGE_LEFT_SOURCE);
    },
    pump() {
      if (!isLive(endpoint)) {
        greeted = false;
        metBefore.clear();
      } else if (!greeted) {
        greeted = true;
        greet();
      }
      persona.pump();
      pumpProvider();
      pumpPeople();
      overlay.pump();
      played.save();
    },
  };
}
