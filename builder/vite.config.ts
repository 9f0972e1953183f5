import { resolve } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { scriptGroups } from "./scripts.config.ts";

const api = `http://localhost:${process.env["PORT"] ?? 3000}`;

/** Two pages: `index.html` is the staff app, `client.html` is what clients see under `/p/`. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  resolve: { alias: [{ find: /^temporal-polyfill$/, replacement: resolve(import.meta.dirname, "temporal.ts") }] },
  server: {
    port: Number(process.env["BUILDER_PORT"] ?? 5173),
    proxy: {
      // Not our own sources, which vite serves below /api/ as well.
      "^/api/(?!.*\\.tsx?(\\?|$))": { target: api },
      "/p/": {
        target: api,
        // Opening a public page shows client.html; anything else below /p (the one-click unsubscribe's POST) is the API's.
        bypass: (req) => (req.method === "GET" && req.headers.accept?.includes("text/html") ? "/client.html" : undefined),
      },
    },
  },
  build: {
    outDir: resolve(import.meta.dirname, "dist"),
    emptyOutDir: true,
    sourcemap: false,
    rolldownOptions: {
      // The engine is pure, and so is what it leans on: of a folder's index only what is asked for is shipped.
      treeshake: {
        moduleSideEffects: [{ test: /[\\/]engine[\\/]|[\\/](rrule-temporal|liquidjs|json-logic-engine)[\\/]/, sideEffects: false }],
      },
      output: { codeSplitting: { groups: scriptGroups() } },
      input: { staff: resolve(import.meta.dirname, "index.html"), client: resolve(import.meta.dirname, "client.html") },
    },
  },
});
