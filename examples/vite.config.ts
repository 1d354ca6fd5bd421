import { defineConfig } from "vite";

// The pages reach the relay through their own origin: no second address to configure, and no CORS preflight before each request.
const relay = `http://127.0.0.1:${process.env["SAMOVAR_RELAY_PORT"] || "9208"}`;
const proxy = { "/.wrtc": relay, "/samovar": relay };
const port = Number(process.env["SAMOVAR_PAGE_PORT"] || "5173");
const tutorials = ["index", "lobbies", "auto-matchmaking", "p2p", "networking-messages", "friends-lobbies", "authentication"];

export default defineConfig({
  // Each folder is a page of its own: an unknown address is an error, not the first page again.
  appType: "mpa",
  server: { port, strictPort: true, proxy },
  preview: { port, strictPort: true, proxy },
  build: {
    chunkSizeWarningLimit: 2_000,
    rolldownOptions: {
      input: ["index.html", "lobby-game/index.html", "tutorial/index.html", ...tutorials.map((page) => `tutorials/${page}.html`)],
    },
  },
});
