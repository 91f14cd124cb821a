import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Bilingual } from '../../geodata/jurisdiction/verdict.ts';
import type { Account, Session } from '../api.ts';
import { setServerTime } from './now.ts';

/** What the server says of itself, before it is ready too. */
export interface Health {
  readonly status: 'ready' | 'preparing' | 'failed' | 'stopping';
  readonly version?: string;
  readonly edition?: number | null;
  /** While it prepares: the step in hand and how much of it is done, 0 to 1. */
  readonly progress?: { readonly step: Bilingual; readonly done: number };
  /** Why it could not be prepared. */
  readonly reason?: Bilingual;
}

/** Who is signed in; `anew` asks the server when the caller appears, whatever is known. */
export const useSession = ({ anew = false }: { readonly anew?: boolean } = {}) =>
  useQuery({
    queryKey: ['session'],
    queryFn: fetchSession,
    staleTime: 60_000,
    networkMode: 'always',
    ...(anew && { refetchOnMount: 'always' as const }),
  });

export async function fetchSession(): Promise<Session> {
  const sentAt = Date.now();
  const response = await fetch('/api/session').catch(() => null);
  if (response === null) {
    const held = heldSession();
    if (held) return held;
    throw new Error('GET /api/session was not answered');
  }
  if (!response.ok) throw new Error(`GET /api/session answered ${response.status}`);
  const date = response.headers.get('date');
  // HTTP dates are cut to the second: half of one is the best guess until the feed says better.
  if (date !== null) setServerTime(new Date(Date.parse(date) + 500).toISOString(), sentAt);
  const session = (await response.json()) as Session;
  holdSession(session);
  return session;
}

const heldName = 'shaotu.officer';

/** A phone remembers which officer it belongs to until they sign out, so that their page opens without a line. */
function holdSession(session: Session): void {
  try {
    if (session.account?.role === 'officer') localStorage.setItem(heldName, JSON.stringify(session));
    else localStorage.removeItem(heldName);
  } catch {
    // A browser that keeps nothing has to be asked with a line.
  }
}

/** The officer of this phone, on the officer's page alone; null elsewhere and where nobody is remembered. */
function heldSession(): Session | null {
  if (!location.pathname.startsWith('/officer')) return null;
  try {
    return JSON.parse(localStorage.getItem(heldName) ?? 'null') as Session | null;
  } catch {
    return null;
  }
}

/** Asks until the server is ready, then no more. A server that does not answer is asked again as well. */
export const useHealth = () =>
  useQuery({
    queryKey: ['health'],
    queryFn: fetchHealth,
    networkMode: 'always',
    retry: true,
    retryDelay: 1000,
    refetchInterval: (query) => (query.state.data?.status === 'ready' ? false : 700),
  });

/** The server's account of itself; 503 with a body is an answer too. An officer's page does not wait for a line. */
export async function fetchHealth(): Promise<Health> {
  const response = await fetch('/api/health', { cache: 'no-store' }).catch((error: unknown) => {
    if (heldSession()) return null;
    throw error;
  });
  return response === null ? { status: 'ready' } : ((await response.json()) as Health);
}

/** What came of an attempt; `until`: when the next is heard, in milliseconds of this browser’s clock. */
export type SignInResult =
  | { readonly outcome: 'signedIn' | 'wrong' | 'closed' | 'unreachable' }
  | { readonly outcome: 'wait'; readonly until: number };

/** Signs in or out, and has every screen ask anew who is there. */
export function useSignIn() {
  const queries = useQueryClient();
  return {
    async signIn(name: string, password: string): Promise<SignInResult> {
      const response = await fetch('/api/session', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ name, password }),
      }).catch(() => null);
      if (response === null || response.status >= 500) return { outcome: 'unreachable' };
      const seconds = Number(response.headers.get('retry-after') ?? 60);
      if (response.status === 429) return { outcome: 'wait', until: Date.now() + seconds * 1000 };
      if (response.status === 403) return { outcome: 'closed' };
      if (!response.ok) return { outcome: 'wrong' };
      // The session itself stays: screens that watch it would not hear of one that was taken out and put in anew.
      queries.removeQueries({ predicate: ({ queryKey: [of] }) => of !== 'session' && of !== 'health' });
      await queries.invalidateQueries({ queryKey: ['session'] });
      return { outcome: 'signedIn' };
    },
    async signOut(): Promise<void> {
      await fetch('/api/session', { method: 'DELETE' }).catch(() => null);
      holdSession({ account: null } as Session);
      queries.clear();
    },
  };
}

/** The screen an account works on; null where none of ours is for it. */
export function homeOf(account: Account): '/wall' | '/coordinate' | '/officer' | '/admin/editions' | null {
  if (account.role === 'wall') return '/wall';
  if (account.role === 'officer') return '/officer';
  if (account.permissions.includes('edition.load')) return '/admin/editions';
  return account.permissions.includes('whistle.see') ? '/coordinate' : null;
}
