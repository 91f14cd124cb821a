import type { Loaded } from './service-worker.ts';

/** Milliseconds after which the pieces of the page and its map have mostly come. */
const settled = 5_000;

/**
 * Has the page and its files kept on the phone, where the browser can: over https or on this machine. Says what has been
 * loaded once the page has settled, and again whenever it is left. Answers how to stop.
 */
export function keepPage(): () => void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return () => {};
  const tell = async () => {
    const { active } = await navigator.serviceWorker.ready;
    active?.postMessage(loaded());
  };
  const whenLeft = () => document.visibilityState === 'hidden' && void tell();
  const timer = setTimeout(() => void tell(), settled);
  document.addEventListener('visibilitychange', whenLeft);
  // Where it cannot be registered, the page works as long as it is open.
  navigator.serviceWorker.register('/officer-worker.js', { scope: '/officer' }).catch(() => {});
  return () => {
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', whenLeft);
  };
}

function loaded(): Loaded {
  const pathOf = (address: string) => new URL(address, location.href).pathname;
  const build = document.querySelector<HTMLScriptElement>('script[type=module][src]')?.src ?? '';
  const files = performance.getEntriesByType('resource').map(({ name }) => name);
  return {
    build: pathOf(build),
    files: [...new Set([build, ...files])]
      .filter((address) => address.startsWith(location.origin))
      .map(pathOf)
      .filter((path) => path.startsWith('/assets/')),
  };
}
