import type { TransactionSql } from 'postgres';
import type { Standing } from '../incident/override.ts';
import type { ChangedSide } from './change.ts';
import type { Call } from './summon.ts';

/** A side as it is stored of what an area's standing is. */
export const asSide = ({ jurisdiction, role, share, area }: Standing) => ({
  areaCode: jurisdiction.code,
  role,
  share,
  area,
});

/** Puts a side on a whistle, or changes its part in it. One that comes back after it had left begins anew. */
export const putSide = async (tx: TransactionSql, whistleId: string, side: ChangedSide): Promise<void> => {
  await tx`
    insert into side (whistle_id, area_code, role, share, area_m2, state)
    values (${whistleId}, ${side.areaCode}, ${side.role}, ${side.share}, ${side.area}, ${side.state})
    on conflict (whistle_id, area_code) do update
    set role = excluded.role, share = excluded.share, area_m2 = excluded.area_m2, state = excluded.state,
        feedback = case when side.state = 'left' then null else side.feedback end,
        feedback_at = case when side.state = 'left' then null else side.feedback_at end,
        handle_due_at = case when side.state = 'left' then null else side.handle_due_at end`;
};

/** Calls a body; one that was told it need not come is called again, with a clock of its own. */
export const putSummons = async (
  tx: TransactionSql,
  whistleId: string,
  call: Call,
  due: Date,
): Promise<void> => {
  await tx`
    insert into summons (whistle_id, area_code, body_code, body_name, body_name_en, short, short_en, posting, due_at)
    values (${whistleId}, ${call.areaCode}, ${call.bodyCode}, ${call.bodyName}, ${call.bodyNameEn}, ${call.short},
            ${call.shortEn}, ${call.posting}, ${due})
    on conflict (whistle_id, area_code, body_code) do update
    set due_at = excluded.due_at, read_at = null, released_at = null`;
};

/** Gives a summons, with its clock and all it has come to, to another side of the same whistle. */
export const moveSummons = async (tx: TransactionSql, id: string, areaCode: string): Promise<void> => {
  await tx`update summons set area_code = ${areaCode} where id = ${id}`;
};

export const releaseSummons = async (tx: TransactionSql, id: string, at: Date): Promise<void> => {
  await tx`update summons set released_at = ${at} where id = ${id}`;
};

/** Puts a new verdict in the place of the one in use, where there is one, and counts the sides anew. */
export const turnWhistle = async (
  tx: TransactionSql,
  whistleId: string,
  change: {
    readonly verdictId: string;
    readonly joint: boolean;
    /** A body that leads on until the common superior agrees to another; null otherwise. */
    readonly lead: string | null;
  },
): Promise<void> => {
  await tx`
    update whistle set verdict_id = ${change.verdictId}, joint = ${change.joint}, lead = ${change.lead}
    where id = ${whistleId}`;
};
