import type { Sql, TransactionSql } from 'postgres';
import type { Coverage } from '../../geodata/jurisdiction/coverage.ts';
import { findBodies, type KnownBody } from './find.ts';

/**
 * The bodies of these codes, by code: those on record, and those that codes alone compose, which are an area's office
 * (`110106002`) and a department's body in a district (`110106-urban`). A code that is neither is absent.
 */
export async function resolveBodies(
  sql: Sql | TransactionSql,
  coverage: Pick<Coverage, 'areas'> | null,
  codes: readonly string[],
): Promise<ReadonlyMap<string, KnownBody>> {
  const found = new Map(await findBodies(sql, codes));
  const unknown = codes.filter((code) => !found.has(code));
  if (unknown.length === 0 || !coverage) return found;
  const departments = new Map(
    (
      await sql<{ code: string; short: string; shortEn: string }[]>`
        select code, short, short_en as "shortEn" from department`
    ).map((department) => [department.code, department]),
  );
  for (const code of unknown) {
    const area = coverage.areas.get(code);
    if (area) {
      const { name, nameEn } = area;
      const kind = area.level === 'community' ? 'community' : 'office';
      found.set(code, { code, name, nameEn, ...officeShort(area), kind, posting: 'body', areaCode: code });
      continue;
    }
    const [, districtCode = '', departmentCode = ''] = /^(\d{6})-([a-z]+)$/.exec(code) ?? [];
    const district = coverage.areas.get(districtCode);
    const department = departments.get(departmentCode);
    if (district?.level !== 'district' || !department) continue;
    found.set(code, {
      code,
      ...bodyNames(district, department),
      short: department.short,
      shortEn: department.shortEn,
      kind: 'department',
      posting: 'onCall',
      areaCode: districtCode,
    });
  }
  return found;
}

/** What a department's body in a district is called. */
export const bodyNames = (
  district: { readonly name: string; readonly nameEn: string },
  department: { readonly short: string; readonly shortEn: string },
): { readonly name: string; readonly nameEn: string } => ({
  name: `${district.name.replace(/[区县市]$/, '')}${department.short}`,
  nameEn: `${district.nameEn} ${department.shortEn}`,
});

/** An office goes by the last word of its area's name: 街道, 地区, 镇, 乡. */
export function officeShort({ name, level }: { readonly name: string; readonly level: string }): {
  readonly short: string;
  readonly shortEn: string;
} {
  if (level === 'city') return { short: '市', shortEn: 'City' };
  if (level === 'district') return { short: '区', shortEn: 'District' };
  if (level !== 'subdistrict') return { short: '社区', shortEn: 'Community' };
  if (name.endsWith('街道')) return { short: '街道', shortEn: 'Office' };
  if (name.endsWith('地区')) return { short: '地区', shortEn: 'Office' };
  return { short: name.endsWith('乡') ? '乡' : '镇', shortEn: 'Township' };
}
