/** Checked by the compiler, never run: that the plugin's own shapes are Excalibur's. */
import type { Engine, Loadable, Loader } from "excalibur";
import type { SteamInitExResult } from "../steam/main.js";
import type { Steam } from "../steam/steam.js";
import type { EngineLike } from "./engine-like.js";
import { SteamPlugin } from "./steam-plugin.js";

/** Excalibur 0.33's `Plugin`, as far as a plugin has to fit it. */
interface Plugin33 {
  name: string;
  priority: number;
  onLoad?(): Promise<void>;
  onLoadComplete?(): Promise<void>;
  onEnginePreConfig?(engine: Engine, options: object): void;
  onEnginePostConfig?(engine: Engine, options: object): void;
  dispose?(): void;
}

export function itFitsExcalibur(engine: Engine, loader: Loader): void {
  const plugin = new SteamPlugin();
  const like: EngineLike = engine;
  plugin.install(like);
  plugin.install(engine);
  loader.addResource(plugin.loadable);
  const loadable: Loadable<SteamInitExResult | undefined> = plugin.loadable;
  const plugins: Plugin33[] = [plugin];
  void [loadable, plugins];
}

export function theGenerationIsPassedOn(): void {
  const page: Steam = new SteamPlugin({ relay: "http://localhost:9208" }).Steam;
  const current: Steam<"steam_id"> = new SteamPlugin({ api: "steam_id" }).Steam;
  // @ts-expect-error there are two generations
  void new SteamPlugin({ api: "v3" });
  void [page, current];
}
