import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Refused, request } from './rest.ts';
import { setCity } from './text/city.ts';

/** A refusal will not change by being asked again; a lost connection may. */
export const retry = (count: number, error: Error): boolean =>
  count < 2 && !(error instanceof Refused && error.status >= 400 && error.status < 500);

interface Edition {
  readonly id: number;
  readonly schematic: boolean;
  readonly validFrom: string | null;
}

/** The edition in force, and what all screens say of it; null before the first. */
export function useEditionInForce() {
  const edition = useQuery({
    queryKey: ['editions', 'in-force'],
    queryFn: async ({ signal }) => {
      const { inForce, editions } = await request<{ inForce: number | null; editions: readonly Edition[] }>(
        '/api/editions',
        { signal },
      );
      const now = editions.find(({ id }) => id === inForce);
      return { inForce, schematic: now?.schematic ?? false, from: now?.validFrom ?? null };
    },
    retry,
  });
  const { data } = edition;
  useEffect(() => {
    if (data !== undefined)
      setCity({ edition: data.inForce, schematic: data.schematic, editionFrom: data.from });
  }, [data]);
  return edition;
}
