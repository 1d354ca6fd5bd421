#!/usr/bin/env node
import { parseArgs } from "node:util";
import { setFlagsFromString } from "node:v8";
import { startRelay, RelayStartError, type RelaySettings } from "../relay/index.js";

const help = `samovar relay [options]   runs a relay until it is stopped

  --port <number>             TCP port of the HTTP server (9208)             SAMOVAR_RELAY_PORT
  --host <address>            where it listens (all addresses)               SAMOVAR_HOST
  --udp-port <number>         the one UDP port of all players (as --port)    SAMOVAR_UDP_PORT
  --udp-host <address>        the address it is bound to (all addresses)     SAMOVAR_UDP_HOST
  --public-address <address>  announced too, for a relay behind 1:1 NAT      SAMOVAR_PUBLIC_ADDRESS
  --origins <list>            pages that may connect, commas between (any)   SAMOVAR_ORIGINS
  --key-file <path>           key and ledger of ids (.samovar/relay-key)     SAMOVAR_KEY_FILE
  --lobby-grace <ms>          a lost player's lobby seat is kept (15000)     SAMOVAR_LOBBY_GRACE_MS
  --trust-proxy               believe the last X-Forwarded-For               SAMOVAR_TRUST_PROXY
  --help                      this text

A secret instead of a key file is given in SAMOVAR_SECRET only, so that no list of processes shows it.`;

// A relay's objects either live as long as a player's link or are gone at once, and V8 would let the space for the latter grow to 16 MiB twice over under load: memory that a
// thousand players' worth of packets does not need. At its first size of 1 MiB a player costs a quarter less, and the processor has no more to do (`npm run bench -- --only=P9,P10`).
setFlagsFromString("--semi-space-growth-factor=1");

process.exitCode = await main(process.argv.slice(2));

/** Runs a command. @returns the process's exit code: 0 done, 1 it did not work, 2 it was not understood. */
async function main(args: readonly string[]): Promise<number> {
  const parsed = parse(args);
  if (typeof parsed === "string") {
    process.stderr.write(`samovar: ${parsed}\n`);
    return 2;
  }
  if (parsed === undefined) {
    process.stdout.write(`${help}\n`);
    return 0;
  }
  try {
    await runRelay(parsed);
    return 0;
  } catch (error) {
    if (!(error instanceof RelayStartError)) throw error;
    process.stderr.write(`samovar: ${error.message}\n`);
    return 1;
  }
}

/** What the arguments ask for: a relay with these settings; help, as undefined; or what is wrong with them. */
function parse(args: readonly string[]): RelaySettings | string | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        "port": { type: "string" },
        "host": { type: "string" },
        "udp-port": { type: "string" },
        "udp-host": { type: "string" },
        "public-address": { type: "string" },
        "origins": { type: "string" },
        "key-file": { type: "string" },
        "lobby-grace": { type: "string" },
        "trust-proxy": { type: "boolean" },
        "help": { type: "boolean" },
      },
    });
    const [command, ...rest] = positionals;
    if (values.help === true || command === undefined) return undefined;
    if (command !== "relay" || rest.length > 0) return `there is no command "${positionals.join(" ")}"; see samovar --help`;
    return {
      port: numberOf(values.port),
      host: values.host,
      udpPort: numberOf(values["udp-port"]),
      udpHost: values["udp-host"],
      publicAddress: values["public-address"],
      origins: values.origins?.split(",").map((origin) => origin.trim()),
      keyFile: values["key-file"],
      lobbyGraceMs: numberOf(values["lobby-grace"]),
      trustProxy: values["trust-proxy"],
    };
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}; see samovar --help`;
  }
}

function numberOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text || Number.NaN);
}

/** Runs until the process is asked to stop. */
async function runRelay(settings: RelaySettings): Promise<void> {
  const relay = await startRelay(settings);
  process.stdout.write(`Samovar relay on ${relay.url} (UDP ${relay.udpPort})\n`);
  await new Promise<void>((resolve) => {
    // A second time means at once: then the signal does what it does by itself.
    process.once("SIGINT", () => resolve());
    process.once("SIGTERM", () => resolve());
  });
  await relay.close();
  // geckos' timers would keep the process for some seconds more.
  process.exit(0);
}
