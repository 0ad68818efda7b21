import react from '@vitejs/plugin-react';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

const VIRTUAL = 'virtual:catalogue/';

/** The pages' texts out of the server's language catalogues: one lazy chunk per language, only the `ui.` keys. */
function catalogue(): Plugin {
  const file = (language: string) =>
    fileURLToPath(new URL(`../server/src/main/resources/catalogue/${language}.json`, import.meta.url));
  return {
    name: 'fromline-catalogue',
    resolveId: (id) => (id.startsWith(VIRTUAL) ? `\0${id}` : null),
    load(id) {
      if (!id.startsWith(`\0${VIRTUAL}`)) return null;
      const path = file(id.slice(VIRTUAL.length + 1));
      this.addWatchFile(path);
      const texts = Object.entries(JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>);
      return `export default ${JSON.stringify(Object.fromEntries(texts.filter(([key]) => key.startsWith('ui.'))))}`;
    },
  };
}

const server = process.env.FROMLINE_URL ?? 'http://127.0.0.1:8025';

export default defineConfig({
  plugins: [react(), catalogue()],
  build: {
    outDir: 'dist',
    assetsInlineLimit: 0,
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    chunkSizeWarningLimit: 700,
  },
  server: { port: 5173, proxy: { '/v1': server, '/verify': server } },
});
