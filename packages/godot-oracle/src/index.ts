export { GodotError } from "./godot-run.js";
export type { GodotRun, GodotRunOptions } from "./godot-run.js";
export { askGodot3, hasGodot3, runGodot3 } from "./godot3.js";
export { askGodot4, closeGodot4, runGodot4 } from "./godot4.js";
