import { defineConfig } from "vite";

// The page reaches the relay through its own origin: no second address to configure, and no CORS preflight before each request.
const relay = `http://127.0.0.1:${process.env["SAMOVAR_RELAY_PORT"] || "9208"}`;
// The other tutorials are pages of their own, which `npm start` serves beside this one.
const tutorials = `http://127.0.0.1:${process.env["SAMOVAR_TUTORIALS_PORT"] || "5174"}`;
const proxy = { "/.wrtc": relay, "/samovar": relay, "/tutorials/": { target: tutorials, ws: true } };
const port = Number(process.env["SAMOVAR_PAGE_PORT"] || "5173");

export default defineConfig({
  server: { port, strictPort: true, proxy },
  preview: { port, strictPort: true, proxy },
  build: { chunkSizeWarningLimit: 2_000 },
});
