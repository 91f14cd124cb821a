import type { Sql, TransactionSql } from 'postgres';
import type { Posting, Role } from '../../geodata/jurisdiction/verdict.ts';

export interface MemberView {
  readonly bodyCode: string;
  readonly bodyName: string;
  readonly bodyNameEn: string;
  readonly short: string;
  readonly shortEn: string;
  readonly posting: Posting;
  readonly role: Role;
  readonly duty: string;
  readonly dutyEn: string;
}

/** A task force as screens show it. Times are ISO 8601. */
export interface TaskForceView {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string;
  readonly areaCode: string;
  readonly commander: string;
  readonly commanderBody: string;
  readonly template: string | null;
  readonly startsAt: string;
  /** Until when it acts: the end that was set, or when it was ended before that; null while open. */
  readonly endsAt: string | null;
  readonly ended: { readonly at: string; readonly by: string; readonly reason: string } | null;
  readonly note: string;
  readonly madeBy: string;
  readonly madeAt: string;
  readonly members: readonly MemberView[];
  /** Whistles blown for it. */
  readonly whistles: number;
}

export interface TemplateLine {
  readonly role: Role;
  /** Department whose body in the district has the duty; null for the office of the task force's own area. */
  readonly department: string | null;
  /** What the department is called for short; null with it. */
  readonly short: string | null;
  readonly shortEn: string | null;
  readonly duty: string;
  readonly dutyEn: string;
}

export interface Template {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly lines: readonly TemplateLine[];
}

export const readTemplates = (sql: Sql | TransactionSql): Promise<Template[]> => sql<Template[]>`
    select t.code, t.name, t.name_en as "nameEn",
           (select coalesce(jsonb_agg(jsonb_build_object('role', l.role, 'department', l.department, 'short', d.short, 'shortEn', d.short_en, 'duty', l.duty,
                                                         'dutyEn', l.duty_en) order by l.position), '[]')
            from role_template_line l left join department d on d.code = l.department where l.template = t.code) as lines
    from role_template t order by t.position, t.code`;

/** Task forces, newest first: all of them, or the one of a number. */
export const readTaskForces = async (
  sql: Sql | TransactionSql,
  id: string | null = null,
): Promise<TaskForceView[]> => {
  const rows = await sql<{ view: TaskForceView }[]>`
    select jsonb_build_object(
      'id', f.id::text, 'name', f.name, 'nameEn', coalesce(nullif(f.name_en, ''), f.name), 'areaCode', f.area_code,
      'commander', f.commander, 'commanderBody', f.commander_body, 'template', f.template,
      'startsAt', f.starts_at, 'endsAt', least(f.ends_at, f.ended_at),
      'ended', case when f.ended_at is not null
               then jsonb_build_object('at', f.ended_at, 'by', f.ended_by, 'reason', f.end_reason) end,
      'note', f.note, 'madeBy', f.made_by, 'madeAt', f.made_at,
      'members', (select coalesce(jsonb_agg(jsonb_build_object(
          'bodyCode', m.body_code, 'bodyName', m.body_name, 'bodyNameEn', m.body_name_en, 'short', m.short, 'shortEn', m.short_en,
          'posting', m.posting, 'role', m.role, 'duty', m.duty, 'dutyEn', m.duty_en) order by m.position), '[]')
        from task_force_member m where m.task_force_id = f.id),
      'whistles', (select count(*) from whistle w where w.task_force_id = f.id)) as view
    from task_force f
    where ${id}::bigint is null or f.id = ${id}::bigint
    order by f.starts_at desc, f.id desc limit 500`;
  return rows.map(({ view }) => view);
};

export interface NewForce {
  readonly name: string;
  readonly nameEn: string;
  readonly areaCode: string;
  readonly commander: string;
  readonly commanderBody: string;
  readonly template: string | null;
  readonly startsAt: Date;
  readonly endsAt: Date | null;
  readonly note: string;
  readonly madeBy: string;
  readonly madeAt: Date;
  readonly members: readonly MemberView[];
}

export async function insertForce(tx: TransactionSql, force: NewForce): Promise<string> {
  const [row] = await tx<{ id: string }[]>`
    insert into task_force (name, name_en, area_code, commander, commander_body, template, starts_at, ends_at, note, made_by, made_at)
    values (${force.name}, ${force.nameEn}, ${force.areaCode}, ${force.commander}, ${force.commanderBody}, ${force.template},
            ${force.startsAt}, ${force.endsAt}, ${force.note}, ${force.madeBy}, ${force.madeAt})
    returning id::text`;
  if (!row) throw new Error(`no task force was made of ${force.name}`);
  const { members } = force;
  await tx`
    insert into task_force_member (task_force_id, body_code, body_name, body_name_en, short, short_en, posting, role, duty, duty_en, position)
    select ${row.id}, given.*
    from unnest(${members.map((m) => m.bodyCode)}::text[], ${members.map((m) => m.bodyName)}::text[],
                ${members.map((m) => m.bodyNameEn)}::text[], ${members.map((m) => m.short)}::text[],
                ${members.map((m) => m.shortEn)}::text[], ${members.map((m) => m.posting)}::text[], ${members.map((m) => m.role)}::text[],
                ${members.map((m) => m.duty)}::text[], ${members.map((m) => m.dutyEn)}::text[]) with ordinality as given`;
  return row.id;
}
