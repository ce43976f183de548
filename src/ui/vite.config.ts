import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** Builds the pages into dist/ui. The server writes the HTML, so that a session and a nonce can be in it. */
export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  // Relative, for the same files are served by us and packed into an app.
  base: "./",
  plugins: [react()],
  logLevel: "warn",
  build: {
    outDir: fileURLToPath(new URL("../../dist/ui", import.meta.url)),
    emptyOutDir: true,
    manifest: "manifest.json",
    assetsDir: ".",
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: {
        sidebar: fileURLToPath(new URL("sidebar/main.tsx", import.meta.url)),
        settings: fileURLToPath(new URL("settings/main.tsx", import.meta.url)),
        "zaf-sdk": fileURLToPath(new URL("host/zaf-sdk.ts", import.meta.url)),
      },
    },
  },
});
