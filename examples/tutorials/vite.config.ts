import { defineConfig } from "vite";

// The pages reach the relay through their own origin: no second address to configure, and no CORS preflight before each request.
const relay = `http://127.0.0.1:${process.env["SAMOVAR_RELAY_PORT"] || "9208"}`;
const proxy = { "/.wrtc": relay, "/samovar": relay };
const port = Number(process.env["SAMOVAR_TUTORIALS_PORT"] || "5174");
const pages = ["index", "lobbies", "auto-matchmaking", "p2p", "networking-messages", "friends-lobbies", "authentication"];

export default defineConfig({
  // The tea room's server passes this path on, so that `npm start` has one address.
  base: "/tutorials/",
  server: { port, strictPort: true, proxy },
  preview: { port, strictPort: true, proxy },
  build: { chunkSizeWarningLimit: 2_000, rolldownOptions: { input: pages.map((page) => `${page}.html`) } },
});
