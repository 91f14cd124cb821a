import type { Sql, TransactionSql } from 'postgres';
import type { Caller } from '../body/kinds.ts';
import type { ReasonedCall } from './called-bodies.ts';

/** Calls bodies, all in one statement. One that was told it need not come is called again, with a clock of its own. */
export const putCalls = async (
  tx: TransactionSql,
  whistleId: string,
  calls: readonly ReasonedCall[],
  due: Date,
): Promise<void> => {
  await tx`
    insert into summons (whistle_id, area_code, body_code, body_name, body_name_en, short, short_en, posting, reason, due_at)
    select ${whistleId}, area, body, name, name_en, short, short_en, posting, reason, ${due}
    from unnest(${calls.map((c) => c.areaCode)}::text[], ${calls.map((c) => c.bodyCode)}::text[], ${calls.map((c) => c.bodyName)}::text[],
                ${calls.map((c) => c.bodyNameEn)}::text[], ${calls.map((c) => c.short)}::text[], ${calls.map((c) => c.shortEn)}::text[],
                ${calls.map((c) => c.posting)}::text[], ${calls.map((c) => c.reason)}::text[])
         with ordinality as given (area, body, name, name_en, short, short_en, posting, reason, position)
    order by position
    on conflict (whistle_id, area_code, body_code) do update
    set due_at = excluded.due_at, reason = excluded.reason, read_at = null, released_at = null`;
};

/** Who called, for which task force, and why bodies were called that no list names. */
export interface CallReasons {
  readonly caller: Caller;
  readonly taskForce: { readonly id: string; readonly name: string; readonly nameEn: string } | null;
  /** By number of the summons. */
  readonly reasons: Readonly<Record<string, string>>;
}

export async function readReasons(sql: Sql, whistleId: string): Promise<CallReasons> {
  const [row] = await sql<CallReasons[]>`
    select w.caller,
           case when f.id is not null
             then jsonb_build_object('id', f.id::text, 'name', f.name, 'nameEn', coalesce(nullif(f.name_en, ''), f.name)) end as "taskForce",
           (select coalesce(jsonb_object_agg(m.id::text, m.reason), '{}') from summons m
            where m.whistle_id = w.id and m.reason is not null) as reasons
    from whistle w left join task_force f on f.id = w.task_force_id
    where w.id = ${whistleId}`;
  if (!row) throw new Error(`whistle ${whistleId} has gone`);
  return row;
}
