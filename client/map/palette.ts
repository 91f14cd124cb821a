import { type Theme, token } from '../ui/palette.ts';

export type { Theme } from '../ui/palette.ts';
export type Language = 'zh' | 'en';

/** The map's colours in a theme, out of the tokens that the panels use: MapLibre reads no CSS variables. */
export type Palette = ReturnType<typeof palette>;

export function palette(theme: Theme) {
  const of = (name: string) => token(theme, name);
  return {
    theme,
    void: of('map-void'),
    land: of('map-block'),
    park: of('map-park'),
    water: of('map-water'),
    building: [
      of('map-building-0'),
      of('map-building-1'),
      of('map-building-2'),
      of('map-building-3'),
    ] as const,
    buildingLine: of('map-building-ln'),
    street: { arterial: of('map-street-a'), secondary: of('map-street-s'), lane: of('map-street-l') },
    casing: of('map-casing'),
    rail: of('map-rail'),
    district: of('map-district'),
    districtCore: of('map-district-core'),
    subdistrict: of('map-subdistrict'),
    community: of('map-community'),
    cell: of('map-cell'),
    seamHot: of('map-seam-hot'),
    seamHotCore: theme === 'light' ? of('surface') : of('map-void'),
    label: of('map-label'),
    labelSecond: of('map-label-2'),
    labelStreet: of('map-label-street'),
    halo: of('map-halo'),
    ink: of('ink'),
    surface: of('surface'),
    kind: { enforcement: of('enforcement'), priority: of('priority'), emergency: of('emergency') },
    overdue: of('overdue'),
    done: of('done'),
    defect: of('defect'),
  };
}
