import type { Signal, SignalHost } from "../godot/signal.js";
import { ABSENT } from "./absent/absent-names.js";
import { type AbsentSignals, absentSignals } from "./absent/absent-signals.js";
import type { SteamContext } from "./context.js";
import type { PayloadClass } from "./networking-messages-types.js";
import type { SteamPart } from "./part.js";
import { bytesAs } from "./wrap-bytes.js";

type Group = (typeof ABSENT)[number];
type Names<Kind extends string> = Group extends infer One ? (One extends Record<Kind, readonly (infer Name extends string)[]> ? Name : never) : never;

/** An empty answer of each kind, made anew for each call. */
const EMPTY = {
  no: () => false,
  zero: () => 0,
  none: () => 0n,
  text: () => "",
  dictionary: () => ({}),
  array: () => [],
  nothing: () => undefined,
};

const VOICE_RESULT_NOT_INITIALIZED = 1;
const NO_AUTH = 2;
const FAIL = 2;
const FILE_NOT_FOUND = 9;
const DOESNT_EXIST = 2;

/** Answers with more in them than nothing, as Steam gives them when it has nothing. */
const answers = <P extends Uint8Array>(noBytes: () => P) => ({
  getAchievement: () => ({ ret: false, achieved: false }),
  getAvailableVoice: () => ({ result: VOICE_RESULT_NOT_INITIALIZED, buffer: 0 }),
  getVoice: () => ({ result: VOICE_RESULT_NOT_INITIALIZED, buffer: noBytes(), written: 0 }),
  decompressVoice: () => ({ result: VOICE_RESULT_NOT_INITIALIZED, size: 0, uncompressed: noBytes() }),
  userHasLicenseForApp: () => NO_AUTH,
});
type Answers<P extends Uint8Array> = ReturnType<typeof answers<P>>;

/** Why they are not here: the function whose reason is theirs. */
const REASONS: Record<keyof Answers<Uint8Array>, string> = {
  getAchievement: "setAchievement",
  getAvailableVoice: "startVoiceRecording",
  getVoice: "startVoiceRecording",
  decompressVoice: "startVoiceRecording",
  userHasLicenseForApp: "installDLC",
};

type Anything = (...args: unknown[]) => unknown;
type Outcomes = { readonly [Name in keyof AbsentSignals]?: AbsentSignals[Name] extends Signal<infer Handler> ? Parameters<Handler> : never };

const id = (value: unknown): bigint => (typeof value === "bigint" ? value : 0n);

/** What a game that asks waits for: the outcome comes in the next `run_callbacks`, and it is that there is nothing. */
const OUTCOMES: Readonly<Record<string, (first: unknown) => Outcomes>> = {
  attachLeaderboardUGC: () => ({ leaderboard_ugc_set: [0n, ""] }),
  downloadLeaderboardEntries: () => ({ leaderboard_scores_downloaded: ["There are no leaderboards.", 0n, []] }),
  downloadLeaderboardEntriesForUsers: () => ({ leaderboard_scores_downloaded: ["There are no leaderboards.", 0n, []] }),
  enumerateFollowingList: () => ({ enumerate_following_list: ["", []] }),
  findLeaderboard: () => ({ leaderboard_find_result: [0n, 0] }),
  findOrCreateLeaderboard: () => ({ leaderboard_find_result: [0n, 0] }),
  getFileDetails: () => ({ file_details_result: [FILE_NOT_FOUND, 0, new Uint8Array(), 0] }),
  getFollowerCount: (whose) => ({ get_follower_count: [FAIL, id(whose), 0] }),
  getVideoURL: (app) => ({ get_video_result: [FAIL, Number(app), ""] }),
  isFollowing: (whom) => ({ is_following: [FAIL, id(whom), false] }),
  joinClanChatRoom: (clan) => ({ join_clan_chat_complete: [id(clan), DOESNT_EXIST] }),
  requestClanOfficerList: () => ({ request_clan_officer_list: ["There are no Steam groups.", []] }),
  requestEquippedProfileItems: (whose) => ({ equipped_profile_items: [FAIL, id(whose), {}] }),
  requestStoreAuthURL: () => ({ store_auth_url_response: [""] }),
  requestUserStats: (whose) => ({ user_stats_received: [0n, FAIL, id(whose)] }),
  uploadLeaderboardScore: () => ({ leaderboard_score_uploaded: [false, 0n, {}] }),
};

/** A game may ask each frame and never call `run_callbacks`. */
const mostOutcomes = 256;

/**
 * GodotSteam's functions that are not here: statistics, achievements, leaderboards, voice, music, Steam's own groups and store, addresses and
 * certificates of Networking Sockets. Each takes any arguments, says once in the log that it is not here and what to use instead, and answers GodotSteam's default
 * (false, 0, 0n, "", a new `{}` or `[]`); a few answer as Steam does when it has nothing:
 *
 * - `getAchievement` `{ ret: false, achieved: false }`, `getAvailableVoice`, `getVoice` and `decompressVoice` result 1 (not initialized),
 *   `userHasLicenseForApp` 2 (no such player is being authenticated).
 * - `findLeaderboard`, `downloadLeaderboardEntries`, `uploadLeaderboardScore`, `requestUserStats` and others that are answered by a signal emit it in
 *   the next `run_callbacks`, with handle 0, found 0, success false or result 2, so that a game which waits for it goes on.
 */
export type Absent<P extends Uint8Array = Uint8Array> = { readonly [Name in Names<"no">]: (...args: unknown[]) => boolean } & {
  readonly [Name in Names<"zero">]: (...args: unknown[]) => number;
} & { readonly [Name in Names<"none">]: (...args: unknown[]) => bigint } & { readonly [Name in Names<"text">]: (...args: unknown[]) => string } & {
  readonly [Name in Names<"dictionary">]: (...args: unknown[]) => Record<string, never>;
} & { readonly [Name in Names<"array">]: (...args: unknown[]) => never[] } & { readonly [Name in Names<"nothing">]: (...args: unknown[]) => void } & {
  readonly [Name in keyof Answers<P>]: (...args: unknown[]) => ReturnType<Answers<P>[Name]>;
};

/** Functions and signals of what is not here, see {@link Absent}. */
export function createAbsent<P extends Uint8Array = Uint8Array>(
  { log }: Pick<SteamContext, "log">,
  host: SignalHost,
  payload?: PayloadClass<P>,
): SteamPart<Absent<P>, AbsentSignals> {
  const signals = absentSignals(host);
  const functions: Record<string, Anything> = {};
  const whys: Record<string, string> = {};
  let outcomes: Outcomes[] = [];

  const add = (name: string, why: string, answer: () => unknown): void => {
    const outcome = OUTCOMES[name];
    functions[name] = (...args) => {
      log.warnOnce(name, `[STEAM] ${name} is not here. ${why}`);
      if (outcome && outcomes.length < mostOutcomes) outcomes.push(outcome(args[0]));
      return answer();
    };
  };
  for (const { why, ...kinds } of ABSENT) {
    for (const [kind, names] of Object.entries<readonly string[]>(kinds)) {
      for (const name of names) {
        whys[name] = why;
        add(name, why, EMPTY[kind as keyof typeof EMPTY]);
      }
    }
  }
  const wrap = bytesAs(payload);
  for (const [name, answer] of Object.entries(answers(() => wrap(new Uint8Array())))) {
    add(name, whys[REASONS[name as keyof typeof REASONS]] ?? "", answer);
  }

  return {
    functions: functions as unknown as Absent<P>,
    signals,
    pump() {
      const due = outcomes;
      // A handler that asks again is answered in the next one, or this would never end.
      outcomes = [];
      for (const outcome of due) {
        for (const [name, args] of Object.entries(outcome)) (signals[name as keyof AbsentSignals].emit as Anything)(...(args as unknown[]));
      }
    },
  };
}
