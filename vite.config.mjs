import { defineConfig } from "vite";

// Files go to build/assets; Django serves that folder as /static/vite/ and reads the manifest (django-vite).
export default defineConfig({
  base: "./",
  publicDir: false,
  build: {
    outDir: "build/assets",
    assetsDir: "",
    manifest: "manifest.json",
    assetsInlineLimit: 0, // the content policy allows no data: addresses
    modulePreload: { polyfill: false },
    target: "es2022",
    rollupOptions: { input: ["portal/frontend/main.js", "portal/frontend/css/main.css"] },
  },
});
