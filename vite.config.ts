import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const server = process.env.SERVER ?? 'http://localhost:3000';

/** Engines and browsers are heavy: files that start one do not run beside each other more than the two cores bear. */
const heavy = { maxWorkers: 2, testTimeout: 120_000, hookTimeout: 300_000 };

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: 'dist',
    target: 'es2023',
    chunkSizeWarningLimit: 2000,
    rolldownOptions: {
      input: ['index.html', 'client/officer/service-worker.ts'],
      output: {
        // A service worker has one address for good, at the root: its scope begins there.
        entryFileNames: ({ name }) =>
          name === 'service-worker' ? 'officer-worker.js' : 'assets/[name]-[hash].js',
      },
    },
  },
  worker: { format: 'es' },
  // The server writes addresses of tiles from the host it is asked by: the browser's, not its own.
  server: {
    proxy: {
      '/api': { target: server, changeOrigin: false },
      '/tiles': { target: server, changeOrigin: false },
    },
  },
  test: {
    reporters: ['default', './tests/support/closing-line.ts'],
    setupFiles: ['./tests/support/seed.ts'],
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'pure',
          include: ['tests/{geodata,client,bench,soak}/**/*.test.{ts,tsx}', 'tests/*.test.ts'],
          exclude: ['**/postgis-*.test.ts'],
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'database',
          // Each file has a database of its own and shares nothing else: the server need not be read anew for each.
          isolate: false,
          include: ['tests/{server,scenarios}/**/*.test.ts', 'tests/geodata/**/postgis-*.test.ts'],
          ...heavy,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: process.env.PICTURES ? ['tests/e2e/pictures.ts'] : ['tests/e2e/**/*.test.ts'],
          ...heavy,
          fileParallelism: false,
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
