import { expect, test } from "vitest";
import { violations, waysToNode } from "./check-layers.mjs";

const transport = "packages/transport/src/";
const plugin = "packages/engine-plugin/src/";

/** @typedef {[what: string, file: string, source: string, message: RegExp]} Violation */

test.for(/** @type {Violation[]} */ ([
  ["a floor that imports from above", "wire/packet.ts", `import { Session } from "../session/session.js";`, /"wire" may not use "session"/],
  ["the session on Node", "session/session.ts", `import { hrtime } from "node:process";`, /"session" may not use "node:"/],
  ["the client on the relay, types only", "client/link.ts", `import type { Router } from "../relay/router.js";`, /"client" may not use "relay"/],
  ["the relay on the client, re-exported", "relay/backplane/port.ts", `export * from "../../client/relay-client.js";`, /"relay" may not use "client"/],
  ["a lazy import", "client/link.ts", `export const later = () => import("../cli/samovar.js");`, /"client" may not use "cli"/],
  ["an import inside a type", "relay/router.ts", `export type A = import("../client/relay-client.js").A;`, /"relay" may not use "client"/],
  ["testing on more of the relay than its control plane", "testing/network.ts", `import "../relay/tokens.js";`, /"testing" may not use "relay"/],
  ["the browser's entry point on the relay", "index.ts", `export * from "./relay/index.js";`, /"transport" may not use "relay"/],
  ["a second file on geckos' client", "client/relay-client.ts", `import "@geckos.io/client";`, /only .*geckos-link\.ts may use/],
  ["a second file on geckos' server", "relay/front-desk.ts", `import "@geckos.io/server";`, /only .*geckos-door\.ts may use/],
  ["a second file on its WebRTC library", "relay/front-desk.ts", `import "node-datachannel";`, /only .*geckos-door\.ts may use/],
  ["a file in an unknown folder", "attic/box.ts", `export {};`, /is on no floor/],
]))("%s is reported", ([, file, source, message]) => {
  expect(violations(transport + file, `\n${source}`)).toEqual([expect.stringMatching(message)]);
});

test.for(/** @type {Violation[]} */ ([
  ["godot on steam", "godot/signal.ts", `import "../steam/steam.js";`, /"godot" may not use "steam"/],
  ["steam on excalibur/", "steam/steam.ts", `import "../excalibur/plugin.js";`, /"steam" may not use "excalibur"/],
  ["steam on Excalibur", "steam/steam.ts", `import type { Engine } from "excalibur";`, /"steam" may not use "excalibur"/],
  ["steam on what is for tests", "steam/steam.ts", `import { VirtualTime } from "@samovar/transport/testing";`, /"steam" may not use "@samovar\/transport\/testing"/],
  ["the testing kit on Excalibur", "testing/page.ts", `import { SteamPlugin } from "../excalibur/steam-plugin.js";`, /"plugin-testing" may not use "excalibur"/],
  ["the net graph on the transport", "excalibur/net-graph/figures.ts", `import { RelayClient } from "@samovar/transport";`, /"net-graph" may not use "@samovar\/transport"/],
  ["the game's entry point on the testing kit", "index.ts", `export * from "./testing/index.js";`, /"engine-plugin" may not use "plugin-testing"/],
  ["the testing kit on the relay", "testing/page.ts", `import { startRelay } from "@samovar/transport/relay";`, /may not use "@samovar\/transport\/relay"/],
  ["a way around the package's door", "steam/steam.ts", `import "../../../transport/src/index.js";`, /"steam" may not use "transport"/],
]))("%s is reported", ([, file, source, message]) => {
  expect(violations(plugin + file, source)).toEqual([expect.stringMatching(message)]);
});

test("a violation names its file and line", () => {
  const source = `import { a } from "./a.js";\n\nimport { b } from "../client/b.js";\n`;
  expect(violations(`${transport}session/inbox.ts`, source)[0]).toMatch(/^packages\/transport\/src\/session\/inbox\.ts:3 imports "\.\.\/client\/b\.js": /);
});

test.for(/** @type {[file: string, source: string][]} */ ([
  [`${transport}session/session.ts`, `import { encode } from "../wire/packet.js";`],
  [`${transport}wire/control.ts`, `import * as z from "zod/mini";`],
  [`${transport}relay/backplane/memory.ts`, `import { readFile } from "node:fs/promises";\nimport { encode } from "../../wire/packet.js";`],
  [`${transport}testing/network.ts`, `import { Router } from "../relay/router.js";`],
  [`${transport}testing/in-process-relay.ts`, `import { RelayClient } from "../client/relay-client.js";\nimport { RelayControl } from "../relay/control-plane.js";`],
  [`${plugin}testing/page.ts`, `import { InProcessRelay } from "@samovar/transport/testing";\nimport { assembleSteam } from "../steam/steam.js";`],
  [`${transport}client/geckos-link.ts`, `import { geckos } from "@geckos.io/client";`],
  [`${transport}session/session.test.ts`, `import { Network } from "../testing/network.js";`],
  [`${plugin}excalibur/plugin.ts`, `import type { Engine } from "excalibur";\nimport { Steam } from "../steam/steam.js";`],
  [`${plugin}excalibur/net-graph/net-graph.ts`, `import { Entity } from "excalibur";\nimport type { Steam } from "../../steam/steam.js";`],
  [`${plugin}steam/steam.ts`, `/** @example import { Engine } from "excalibur"; */\nimport { RelayClient } from "@samovar/transport";`],
]))("%s may import what is below it", ([file, source]) => {
  expect(violations(file, source)).toEqual([]);
});

test("what a browser may load is followed to whatever it loads, types aside", () => {
  /** @type {Record<string, string>} */
  const files = {
    "a/index.ts": `export { b } from "./b.js";\nimport type { Hash } from "node:crypto";\nexport type { C } from "./c.js";`,
    "a/b.ts": `import { d } from "../d.js";\nexport { b } from "./index.js";`,
    "a/c.ts": `import "node:fs";`,
    "d.ts": `import { join } from "node:path";`,
  };
  expect(waysToNode("a/index.ts", (file) => files[file] ?? "")).toEqual([`a/index.ts is for browsers too, and loads d.ts, which imports "node:path".`]);
});
