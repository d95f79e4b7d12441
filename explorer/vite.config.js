// One classic script and one style sheet: a page that is opened from a folder may load neither modules nor chunks.
import { defineConfig } from "vite";

export default defineConfig({
  define: { "process.env.NODE_ENV": '"production"' },
  publicDir: "public",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: "../pipelines/release/pages",
    emptyOutDir: true,
    target: "es2022",
    cssCodeSplit: false,
    lib: { entry: "src/main.tsx", formats: ["iife"], name: "testimoniaExplorer", fileName: () => "app.js", cssFileName: "app" },
  },
});
