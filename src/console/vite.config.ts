import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

/** What the built page may load and do: itself, from where it came, and nothing else. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

const APPLICATION = "http://localhost:8000";

/** Only in the build: Vite's development server needs inline scripts. */
const contentSecurityPolicy: Plugin = {
  name: "content-security-policy",
  apply: "build",
  transformIndexHtml: () => [
    {
      tag: "meta",
      attrs: { "http-equiv": "Content-Security-Policy", content: POLICY },
      injectTo: "head-prepend",
    },
  ],
};

export default defineConfig({
  root: import.meta.dirname,
  base: "/farol/",
  plugins: [react(), contentSecurityPolicy],
  // `vite --config src/console/vite.config.ts` while `npm start` runs: the page from its sources, with real data.
  server: { proxy: { "/api": APPLICATION, "/health": APPLICATION, "/farol/prometheus": APPLICATION } },
  build: {
    outDir: "../../dist/console",
    emptyOutDir: true,
    // Inlined files would be data: URLs, which the policy refuses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
