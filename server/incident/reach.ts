import type { Sql } from 'postgres';
import type { Coverage } from '../../geodata/jurisdiction/coverage.ts';
import type { Permission } from '../access/policy.ts';
import { type Account, grant, mayOn } from '../access/session.ts';
import { notFound } from '../errors.ts';
import { readDetail } from './detail.ts';
import type { IncidentDetail } from './view.ts';

/** Codes of the parties on which the account has a permission; null for all of them. */
export function partiesWithin(
  account: Account,
  permission: Permission,
  coverage: Coverage,
): readonly string[] | null {
  const given = grant(account, permission);
  if (given === 'all') return null;
  if (given !== 'area') return [];
  const root = account.areaCode;
  if (root === null) return null;
  return coverage.parties.filter(({ code }) => coverage.pathOf(code).includes(root)).map(({ code }) => code);
}

/** Paths of all areas that an incident is, or was decided to be, about. */
export const pathsOf = ({
  verdict,
  overrides,
}: Pick<IncidentDetail, 'verdict' | 'overrides'>): readonly (readonly string[])[] =>
  [...verdict.parties, ...verdict.touched, ...overrides.flatMap(({ parties }) => parties)].map(
    ({ jurisdiction }) => jurisdiction.path,
  );

/**
 * The incident, if the account may see it.
 * @throws Problem 404 otherwise.
 */
export async function readSeen(sql: Sql, account: Account, id: string): Promise<IncidentDetail> {
  const incident = await readDetail(sql, id);
  if (!mayOn(account, 'incident.see', pathsOf(incident))) throw notFound({ zh: '事件', en: 'incident' }, id);
  return incident;
}
