import { report } from "../report.js";
import { singletons } from "./singletons.js";

/**
 * Godot's `Engine`, as far as games ask it for singletons: `if Engine.has_singleton("Steam")`. (Not Excalibur's `Engine`: import
 * one of the two under another name.) `Steam` is there once it was made, by the plugin or `createSteam`; of several, the last.
 */
export const Engine = {
  /** Whether there is a singleton of this name. */
  has_singleton: (name: string): boolean => singletons.has(name),
  /** The singleton of this name; null (reported) when there is none. */
  get_singleton(name: string): object | null {
    const singleton = singletons.get(name);
    if (!singleton) report(`Failed to retrieve non-existent singleton '${name}'.`);
    return singleton ?? null;
  },
  /** The names of all singletons. */
  get_singleton_list: (): string[] => [...singletons.keys()],
  /** Adds one. Reported when the name is taken. */
  register_singleton(name: string, instance: object): void {
    if (singletons.has(name)) report(`Singleton already registered: '${name}'.`);
    else singletons.set(name, instance);
  },
  /** Takes one away. Reported when there is none. */
  unregister_singleton(name: string): void {
    if (!singletons.delete(name)) report(`Attempt to remove unregistered singleton: '${name}'.`);
  },
};
