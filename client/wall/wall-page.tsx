import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { useLive } from '../live.ts';
import { showLanguage } from '../text/text.ts';
import { Forbidden } from '../ui/notes.tsx';
import { fetchSession } from '../ui/session.ts';
import { rememberedTheme, showTheme } from '../ui/theme.ts';
import { Pairing } from './pairing.tsx';
import type { WallSearch } from './search.ts';
import { Wall } from './wall.tsx';

/** Set in a browser that was once let in as a wall: its code then says that the pairing has ended. */
const pairedKey = 'shaotu.paired';

/**
 * A wall, or its code where nobody is signed in: on the first day, and on the day its pairing ends. Whether it still holds
 * is asked every minute, and every few seconds while the feed is silent: a wall that was shut out puts its picture away.
 */
export function WallPage({ search, pair }: { readonly search: WallSearch; readonly pair: boolean }) {
  const { connection } = useLive();
  const queries = useQueryClient();
  const { data: session } = useQuery({
    queryKey: ['session'],
    queryFn: fetchSession,
    staleTime: 1_000,
    refetchInterval: connection.connected ? 60_000 : 4_000,
    refetchIntervalInBackground: true,
  });
  const [pairing, setPairing] = useState(pair);
  const theme = search.theme ?? 'dark';
  useEffect(() => {
    showTheme(theme);
    return () => showTheme(rememberedTheme());
  }, [theme]);
  useEffect(() => {
    if (search.lang !== undefined) showLanguage(search.lang);
  }, [search.lang]);

  const enter = useCallback(() => {
    localStorage.setItem(pairedKey, 'yes');
    queries.removeQueries({ queryKey: ['wall'] });
    void queries.invalidateQueries({ queryKey: ['session'] }).then(() => setPairing(false));
  }, [queries]);

  if (session === undefined) return null;
  if (pairing || session.account === null)
    return <Pairing ended={localStorage.getItem(pairedKey) !== null && !pair} onPaired={enter} />;
  if (!session.account.permissions.includes('wall.see')) return <Forbidden />;
  return <Wall search={search} />;
}
