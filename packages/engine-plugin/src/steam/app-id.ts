import { OS } from "../godot/helpers/os.js";

/** Spacewar, Valve's own example, which everybody without an app id of their own uses. */
const SPACEWAR = 480;

/** Which app this is. A relay does not care; but games ask, and set it in one of three ways. */
export interface AppId {
  /** What was set; else the environment variable `SteamAppId` or `SteamGameId` of Godot's `OS`; else 480. */
  readonly get: () => number;
  /** 0 and what is no id at all leave it as it was. */
  readonly set: (id: unknown) => void;
}

const known = (id: unknown): number => {
  const number = Math.trunc(Number(id));
  return number > 0 && number <= 0xffff_ffff ? number : 0;
};

/** Makes one that nobody has set. */
export function createAppId(): AppId {
  let set = 0;
  return {
    get: () => set || known(OS.get_environment("SteamAppId")) || known(OS.get_environment("SteamGameId")) || SPACEWAR,
    set: (id) => void (set = known(id) || set),
  };
}
