import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = process.env.SERVER ?? 'http://localhost:3000';

export default defineConfig({
  plugins: [react()],
  build: { outDir: 'dist', target: 'es2023', chunkSizeWarningLimit: 2000 },
  worker: { format: 'es' },
  server: { proxy: { '/api': server, '/tiles': server } },
});
