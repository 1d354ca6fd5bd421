import type { Steam } from "@samovar/engine-plugin";
import type { PackedByteArray } from "@samovar/engine-plugin/godot";

/** Steam as this game uses it: players are 64-bit ids, as from GodotSteam 4.8 on, and messages come as PackedByteArrays. */
export type GameSteam = Steam<"steam_id", PackedByteArray>;
