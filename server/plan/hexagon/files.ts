import { cellToBoundary } from 'h3-js';
import { middleOf } from '../../../geodata/analysis/hexagons.ts';
import { writeCsv } from '../../exchange/csv.ts';
import type { HexagonHeat } from './count.ts';

const columns = ['h3', 'lon', 'lat', 'area_m2', 'incidents', 'per_km2', 'low_95', 'high_95'] as const;

/** Hexagons as a table, a row each. */
export const hexagonCsv = ({ rows }: HexagonHeat): string =>
  writeCsv(
    columns,
    rows.map((row) => [
      row.code,
      ...middleOf(row.code).map((degrees) => Number(degrees.toFixed(6))),
      Math.round(row.squareMetres),
      row.count,
      ...[row.perKm2, ...row.interval].map((value) => Number(value.toPrecision(6))),
    ]),
  );

/** Hexagons with their shapes (RFC 7946, WGS84) and the same figures. */
export const hexagonGeoJson = ({ rows, from, to, edition, within }: HexagonHeat): string =>
  JSON.stringify({
    type: 'FeatureCollection',
    filter: { from, to, edition, within },
    features: rows.map(({ code, interval: [low, high], ...figures }) => ({
      type: 'Feature',
      id: code,
      properties: { h3: code, ...figures, low, high },
      geometry: { type: 'Polygon', coordinates: [cellToBoundary(code, true)] },
    })),
  });
