import type { Geometry, MultiPolygon, Position } from 'geojson';
import { useMemo } from 'react';
import type { Bounds, Lonlat } from '../../geodata/geometry.ts';
import { useText } from '../text/text.ts';
import type { AreaChange, Boundaries, Defects, Differences, EditionDetail } from './contract.ts';
import { defectOf, lookOf, placeOf } from './findings.ts';
import { useItemName, widthText } from './report-panel.tsx';
import type { View } from './url.ts';

/** What is looked at just now: where, its shape, and what the card over the map says of it. */
export interface Selection {
  /** Another thing has another key: the map flies there once. */
  readonly key: string;
  readonly bounds: Bounds;
  readonly at: Lonlat;
  readonly shape: Geometry | null;
  readonly hatch: 'hatch' | 'dots' | 'party';
  readonly title: string;
  readonly lines: readonly string[];
}

/** The finding that the address names, with its drawing; null for none. */
export function useFindingSelection(
  edition: EditionDetail | null,
  defects: Defects | undefined,
  finding: View['finding'],
): Selection | null {
  const { t, format } = useText();
  const item =
    finding === null
      ? null
      : (edition?.report?.findings.find(({ kind }) => kind === finding.kind)?.items[finding.item - 1] ??
        null);
  const defect = useMemo(
    () => (item === null || finding === null ? null : defectOf(finding.kind, item, defects?.features ?? [])),
    [item, finding, defects],
  );
  const name = useItemName(item ?? noItem);
  return useMemo(() => {
    if (item === null || finding === null || edition === null) return null;
    const bounds = placeOf(item, defect);
    if (bounds === null) return null;
    const kind = t(`admin.kind.${finding.kind}.title`);
    const around = defect?.properties.neighbours.map(format.name).filter(Boolean) ?? [];
    const missing = defect?.properties.missing ?? null;
    const { area, width } = item;
    return {
      key: `${edition.id}/${finding.kind}/${finding.item}/${defect === null ? '' : 'drawn'}`,
      bounds,
      at: item.at ?? middleOf(bounds),
      shape: defect?.geometry ?? null,
      hatch: defect !== null && lookOf(defect) === 'dots' ? 'dots' : 'hatch',
      title: area !== null && area > 0 ? `${kind} ${format.area(area)}` : kind,
      lines: [
        around.length > 0
          ? t('admin.inset.neighbours', { names: around.slice(0, 6).join(' · ') })
          : format.facts([name, item.codes.join(' · ')]),
        around.length > 0 ? '' : format.of(item.detail),
        width !== null && width > 0 ? t('admin.inset.width', { width: widthText(width, format.length) }) : '',
        missing === null
          ? ''
          : t('admin.inset.missing', {
              name: format.name(missing),
              code: missing.code,
              base: edition.base ?? '',
            }),
      ].filter(Boolean),
    };
  }, [item, finding, edition, defect, name, t, format]);
}

/** The changed area that the address names, with the land it gained and lost; null for none. */
export function useChangeSelection(
  differences: Differences | undefined,
  code: string | null,
): Selection | null {
  const { t, format } = useText();
  return useMemo(() => {
    const area = differences?.areas.find((one) => one.code === code);
    if (differences === undefined || !area?.bounds) return null;
    const shape = piecesOf(differences, area);
    return {
      key: `${differences.edition}/${differences.base}/${area.code}`,
      bounds: area.bounds,
      at: middleOf(area.bounds),
      shape,
      hatch: 'party',
      title: format.facts([format.name(area), t(`admin.change.${area.kind}.title`)]),
      lines: [
        area.code,
        format.facts([
          area.gained > 0 && t('admin.inset.gained', { area: format.area(area.gained) }),
          area.lost > 0 && t('admin.inset.lost', { area: format.area(area.lost) }),
        ]),
      ].filter(Boolean),
    };
  }, [differences, code, t, format]);
}

/** An area of an edition that is looked for; null while its shapes are on their way. */
export function areaSelection(
  edition: number,
  boundaries: readonly (Boundaries | undefined)[],
  code: string | null,
  bounds: Bounds | null,
): Pick<Selection, 'key' | 'bounds' | 'at' | 'shape'> | null {
  if (code === null || bounds === null) return null;
  const shape = boundaries
    .flatMap((one) => one?.features ?? [])
    .find(({ properties }) => properties.code === code);
  return { key: `${edition}/area/${code}`, bounds, at: middleOf(bounds), shape: shape?.geometry ?? null };
}

function piecesOf({ shapes, level }: Differences, { code, level: own }: AreaChange): MultiPolygon | null {
  // Pieces name areas of the level compared; those above have these as the beginning of their code.
  const concerns = (other: string | null) =>
    other !== null && (own === level ? other === code : other.startsWith(code));
  const coordinates = shapes.features
    .filter(({ properties: { from, to } }) => concerns(from) !== concerns(to))
    .flatMap(({ geometry }): Position[][][] =>
      geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates,
    );
  return coordinates.length === 0 ? null : { type: 'MultiPolygon', coordinates };
}

const middleOf = ([west, south, east, north]: Bounds): Lonlat => [(west + east) / 2, (south + north) / 2];

const noItem = {
  features: [],
  codes: [],
  names: [],
  at: null,
  area: null,
  width: null,
  detail: { zh: '', en: '' },
} as const;
