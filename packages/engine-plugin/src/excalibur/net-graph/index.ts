export { NetGraph, type NetGraphCorner, type NetGraphOptions } from "./net-graph.js";
export type { NetGraphSteam } from "./net-graph-steam.js";
