import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));

// No proxy: these pages reach the relay at its own origin, the tutorial's through the page's.
export default defineConfig({
  root: here("."),
  preview: { port: Number(process.env["SAMOVAR_E2E_PLAYER_PORT"] || "5180"), strictPort: true },
  build: {
    chunkSizeWarningLimit: 2_000,
    rolldownOptions: { input: [here("index.html"), here("hostile.html"), here("net-graph.html")] },
  },
});
