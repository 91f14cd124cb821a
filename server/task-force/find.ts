import type { Sql, TransactionSql } from 'postgres';
import type { Posting, Role } from '../../geodata/jurisdiction/verdict.ts';

/** A task force as far as calling it needs. */
export interface Force {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string;
  readonly areaCode: string;
  readonly startsAt: Date;
  /** When it ends or was ended; null while that is open. */
  readonly endsAt: Date | null;
  readonly members: readonly ForceMember[];
}

export interface ForceMember {
  readonly bodyCode: string;
  readonly bodyName: string;
  readonly bodyNameEn: string;
  readonly short: string;
  readonly shortEn: string;
  readonly posting: Posting;
  readonly role: Role;
}

/** A task force with its members in their order; null if there is none of that number. */
export async function findForce(sql: Sql | TransactionSql, id: string): Promise<Force | null> {
  const [force] = await sql<Force[]>`
    select f.id::text, f.name, coalesce(nullif(f.name_en, ''), f.name) as "nameEn", f.area_code as "areaCode", f.starts_at as "startsAt",
           least(f.ends_at, f.ended_at) as "endsAt",
           (select coalesce(jsonb_agg(jsonb_build_object(
              'bodyCode', m.body_code, 'bodyName', m.body_name, 'bodyNameEn', m.body_name_en, 'short', m.short,
              'shortEn', m.short_en, 'posting', m.posting, 'role', m.role) order by m.position), '[]')
            from task_force_member m where m.task_force_id = f.id) as members
    from task_force f where f.id = ${id}`;
  return force ?? null;
}
