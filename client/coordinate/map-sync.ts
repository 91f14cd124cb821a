import { useEffect, useMemo } from 'react';
import type { FootprintGeometry } from '../../geodata/geometry.ts';
import type { Verdict } from '../../geodata/jurisdiction/verdict.ts';
import type { Incident, Whistle } from '../api.ts';
import type { CityMap } from '../map/city-map.ts';
import { boundsOf, type FootprintDrawing } from '../map/footprint.ts';
import { anyMissing, isOverdue } from '../map/marks.ts';
import { seamKeys } from '../map/style-boundaries.ts';
import { type Text, useText } from '../text/text.ts';
import { useNow } from '../ui/now.ts';
import { impactOutline } from './impact-outline.ts';
import { areaParties, partyNumbers } from './naming.ts';

/** Marks of whistles and dots of incidents, drawn anew when one of them changes its look. */
export function useMarks(
  cityMap: CityMap | null,
  whistles: readonly Whistle[],
  incidents: readonly Incident[],
  selected: string | null,
): void {
  const now = useNow();
  const looks = whistles
    .map((whistle) => `${whistle.id}${anyMissing(whistle)}${isOverdue(whistle, now)}${whistle.closedAt}`)
    .join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: `looks` stands for the whistles and the clock.
  useEffect(
    () => cityMap?.setWhistles(whistles, now, selected?.startsWith('w') ? selected.slice(1) : null),
    [cityMap, looks, selected],
  );
  const dots = useMemo(
    () => incidents.filter(({ whistleId, status }) => whistleId === null && status === 'open'),
    [incidents],
  );
  useEffect(
    () => cityMap?.setIncidents(dots, selected?.startsWith('i') ? selected.slice(1) : null),
    [cityMap, dots, selected],
  );
}

/** What a stored case puts on the map: its footprint by party, the seam that splits it, and who has come. */
export function useCaseOnMap(
  cityMap: CityMap | null,
  subject: {
    readonly footprint: FootprintGeometry;
    readonly verdict: Verdict;
    readonly whistle: Whistle | null;
  } | null,
): void {
  const text = useText();
  const whistle = subject?.whistle ?? null;
  const arrived = whistle?.summonses.map(({ checkedInAt }) => checkedInAt).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a stored verdict is known by its hash.
  useEffect(() => {
    if (cityMap === null || subject === null) return;
    let shown = true;
    const show = () => {
      if (!shown) return;
      const { footprint, verdict } = subject;
      const drawing = verdictDrawing(footprint, verdict, false, text);
      showVerdict(cityMap, { ...drawing, impact: impactOutline(footprint, verdict, show) }, verdict);
    };
    show();
    return () => {
      shown = false;
      cityMap.setFootprint(null);
      cityMap.setHotSeams([]);
    };
  }, [cityMap, subject?.verdict.geometryHash, whistle?.id, text.language]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `arrived` stands for who has come.
  useEffect(() => {
    if (cityMap === null || whistle === null) return;
    cityMap.setArrivals(
      whistle.summonses.flatMap(({ checkIn, bodyName, bodyNameEn }) =>
        checkIn?.position
          ? [
              {
                position: checkIn.position,
                // Text never sits on a hatch: who stands inside is a point, named by the rings beside the map.
                label: checkIn.distance === 0 ? '' : text.format.name({ name: bodyName, nameEn: bodyNameEn }),
              },
            ]
          : [],
      ),
    );
    return () => cityMap.setArrivals([]);
  }, [cityMap, whistle?.id, arrived, text.language]);
}

/** Puts a verdict's footprint on the map and lights the seams between its parties. */
export function showVerdict(
  cityMap: CityMap,
  drawing: FootprintDrawing | null,
  verdict: Verdict | null,
): void {
  cityMap.setFootprint(drawing);
  cityMap.setHotSeams(
    verdict === null
      ? []
      : seamKeys(
          areaParties(verdict)
            .filter(({ role }) => role !== 'inform')
            .map(({ jurisdiction }) => jurisdiction.code),
        ),
  );
}

/** A verdict as the map draws it: parts with hue and hatch, and what to write beside them. */
export function verdictDrawing(
  geometry: FootprintGeometry,
  verdict: Verdict | null,
  preview: boolean,
  { format }: Text,
): FootprintDrawing {
  const numbers = verdict === null ? new Map<string, number>() : partyNumbers(verdict);
  return {
    geometry,
    preview,
    reach: verdict?.footprint.accuracy ?? 0,
    parties: (verdict === null ? [] : areaParties(verdict)).map(
      ({ jurisdiction, shape, share, probability }) => ({
        party: numbers.get(jurisdiction.code) ?? 1,
        shape,
        share: format.share(probability ?? share),
        name: format.name(jurisdiction),
      }),
    ),
  };
}

/** Flies to a case; a point gets a neighbourhood around it. */
export function flyToCase(cityMap: CityMap, geometry: FootprintGeometry): void {
  const [west, south, east, north] = boundsOf(geometry);
  const margin = 0.0004;
  cityMap.flyTo([west - margin, south - margin, east + margin, north + margin], {
    padding: 60,
    maxZoom: 18.2,
  });
}
