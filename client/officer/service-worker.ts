/**
 * Keeps the officer's page and its files on the phone, so that it opens without a line. Built as `/officer-worker.js` and
 * in force for `/officer` alone. It touches the page itself and `/assets/` and nothing else: answers of the server, which
 * belong to an account and a moment, go past it.
 */

/** As much of a service worker's own global as is used here: the types of browsers know pages only. */
interface Scope {
  readonly clients: { claim(): Promise<void> };
  readonly skipWaiting: () => Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: Lasting) => void): void;
  addEventListener(type: 'message', listener: (event: Lasting & { readonly data: unknown }) => void): void;
  addEventListener(type: 'fetch', listener: (event: Asked) => void): void;
}
interface Lasting {
  waitUntil(work: Promise<unknown>): void;
}
interface Asked extends Lasting {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}

/** What a page says of itself once it has loaded. */
export interface Loaded {
  /** Path of its first script, whose name changes with every build. */
  readonly build: string;
  /** Paths of the files it has loaded. */
  readonly files: readonly string[];
}

const scope = self as unknown as Scope;
const page = '/officer';
/** Each build has a cache of its own; those of earlier ones go when the next has loaded. */
const cacheOf = (build: string): string => `shaotu officer ${build}`;
/** Milliseconds after which a line that says nothing counts as none. */
const patience = 8_000;

scope.addEventListener('install', (event) => event.waitUntil(scope.skipWaiting()));
scope.addEventListener('activate', (event) => event.waitUntil(scope.clients.claim()));
scope.addEventListener('message', (event) => event.waitUntil(keep(event.data as Loaded)));
scope.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  if (request.mode === 'navigate') event.respondWith(thePage(request));
  else if (pathname.startsWith('/assets/')) event.respondWith(theFile(request));
});

/** From the server where there is one; else as it was kept. */
async function thePage(request: Request): Promise<Response> {
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(patience) });
    if (answer.status < 500) return answer;
    return (await kept(page)) ?? answer;
  } catch (error) {
    const held = await kept(page);
    if (held) return held;
    throw error;
  }
}

/** Names of files change with what is in them: one that is kept is never asked for again. */
const theFile = async (request: Request): Promise<Response> =>
  (await kept(new URL(request.url).pathname)) ?? fetch(request);

async function kept(path: string): Promise<Response | undefined> {
  for (const name of await ours()) {
    const held = await (await caches.open(name)).match(path);
    if (held) return held;
  }
  return undefined;
}

/** Keeps what a page has loaded, once all of it is there, and forgets what earlier builds left. */
async function keep({ build, files }: Loaded): Promise<void> {
  const cache = await caches.open(cacheOf(build));
  for (const path of files.filter((one) => one.startsWith('/assets/')))
    if (!(await cache.match(path))) await cache.add(path);
  const answer = await fetch(page, { cache: 'no-cache' });
  // A server that has become another build meanwhile has another page: its own files come with its own loading.
  if (!answer.ok || !(await answer.clone().text()).includes(build)) return;
  await cache.put(page, answer);
  for (const name of await ours()) if (name !== cacheOf(build)) await caches.delete(name);
}

const ours = async (): Promise<string[]> =>
  (await caches.keys()).filter((name) => name.startsWith(cacheOf('')));
