import type { IntakeFile } from '../api.ts';
import type { Reading } from './queries.ts';

export type IntakeSheet = IntakeFile['facts']['sheets'][number];

/** Fields in the order of the screen; the first ones say where and what. */
export const fields = [
  'longitude',
  'latitude',
  'position',
  'category',
  'occurredAt',
  'place',
  'note',
  'source',
  'sourceNumber',
  'reporterName',
  'reporterPhone',
  'accuracy',
  'placeEn',
] as const;

export const systems = ['wgs84', 'gcj02', 'bd09', 'cgcs2000', 'EPSG:4326', 'EPSG:4490'] as const;
export const sources = ['hotline12345', 'petition', 'committee', 'cellOfficer', 'chat', 'patrol'] as const;

/** How a file is read unless somebody says otherwise: as last time, else by the names of its columns. */
export function startingReading(file: IntakeFile): Reading {
  const last = file.options as Reading | null;
  if (last) return last;
  const sheet = largest(file);
  return {
    sheet: sheet?.name ?? '',
    mapping: guessOf(sheet),
    crs: 'wgs84',
    category: null,
    source: 'hotline12345',
    accuracy: 20,
  };
}

export const guessOf = (sheet: IntakeSheet | undefined): Reading['mapping'] =>
  Object.fromEntries(Object.entries(sheet?.guess ?? {}).map(([field, column]) => [field, column ?? null]));

/** What must still be said before anything can be read: fields, by name. */
export function missing({ mapping, category }: Reading): readonly string[] {
  const missing: string[] = [];
  if (!mapping.position) {
    if (!mapping.longitude) missing.push('longitude');
    if (!mapping.latitude) missing.push('latitude');
  }
  if (!mapping.category && category === null) missing.push('category');
  return missing;
}

const largest = (file: IntakeFile): IntakeSheet | undefined =>
  [...file.facts.sheets].sort((one, other) => other.rows - one.rows)[0];
