import type { FeatureCollection, Point } from 'geojson';
import type { Whistle } from '../api.ts';
import { markImageName } from './mark-images.ts';
import type { Language } from './palette.ts';

/** Whether a body that was called has not yet come. */
export const anyMissing = (whistle: Whistle): boolean =>
  whistle.summonses.some((summons) => summons.checkedInAt === null);

/** Whether a body that has not come is past its deadline at `now` (milliseconds since 1970). */
export const isOverdue = (whistle: Whistle, now: number): boolean =>
  whistle.closedAt === null &&
  whistle.summonses.some((summons) => summons.checkedInAt === null && now > Date.parse(summons.dueAt));

/**
 * Open whistles as marks with their labels. What matters most comes last, so that it lies on top. The one that is chosen
 * has its footprint on the map, which its mark would cover.
 */
export function whistleMarks(
  whistles: readonly Whistle[],
  now: number,
  language: Language,
  selected: string | null,
): FeatureCollection<Point> {
  return {
    type: 'FeatureCollection',
    features: whistles
      .filter((whistle) => whistle.closedAt === null && whistle.id !== selected)
      .map((whistle) => {
        const overdue = isOverdue(whistle, now);
        const missing = anyMissing(whistle);
        return {
          type: 'Feature' as const,
          geometry: { type: 'Point' as const, coordinates: [...whistle.location] },
          properties: {
            id: whistle.id,
            image: markImageName({ kind: whistle.kind, joint: whistle.joint, missing, overdue }),
            label: language === 'zh' ? whistle.place : whistle.placeEn || whistle.place,
            kind: whistle.kind,
            order: urgency[whistle.kind] + (overdue ? 10 : 0) + (missing ? 5 : 0),
          },
        };
      })
      .sort((a, b) => a.properties.order - b.properties.order),
  };
}

const urgency = { priority: 0, enforcement: 1, emergency: 20 } as const;
