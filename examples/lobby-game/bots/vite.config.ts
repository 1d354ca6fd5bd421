import { defineConfig } from "vite";

// One file for Node; what is imported by a package's name stays outside of it.
export default defineConfig({
  build: { ssr: "index.ts", outDir: "dist", emptyOutDir: true, target: "node20" },
  ssr: { external: true },
});
