import type { Coverage } from '../../geodata/jurisdiction/coverage.ts';
import type { Bilingual, Role } from '../../geodata/jurisdiction/verdict.ts';
import { resolveBodies } from '../body/resolve.ts';
import type { Loading } from '../duty/load.ts';
import { conflict, invalid, notFound } from '../errors.ts';
import { append, lockLog } from '../live/log.ts';
import { insertForce, type MemberView, readTaskForces, readTemplates, type TaskForceView } from './store.ts';

/** A member as it is asked for. */
export interface AskedMember {
  readonly bodyCode: string;
  readonly role: Role;
  readonly duty: string;
  readonly dutyEn: string;
}

export interface Forming {
  readonly name: string;
  readonly nameEn: string;
  readonly areaCode: string;
  /** Who commands, by office. */
  readonly commander: string;
  readonly commanderBody: string;
  /** Template whose duties become its members; those asked for come besides, or in the place of a line's. */
  readonly template: string | null;
  readonly members: readonly AskedMember[];
  readonly startsAt: Date;
  readonly endsAt: Date | null;
  readonly note: string;
}

/**
 * Forms a task force: each duty of the template to the body that has it in the force's area, and the members asked for.
 * @throws Problem 400 naming the field: unknown area, template or body, nobody in it, more than one lead, an end before the beginning.
 */
export async function formForce(
  { sql, account, now }: Loading,
  coverage: Coverage,
  input: Forming,
): Promise<TaskForceView> {
  if (!coverage.areas.has(input.areaCode))
    throw wrong('#/areaCode', input.areaCode, {
      zh: `现行边界里没有辖区“${input.areaCode}”`,
      en: `The edition in force has no area "${input.areaCode}"`,
    });
  if (input.endsAt !== null && input.endsAt <= input.startsAt)
    throw wrong('#/endsAt', input.endsAt.toISOString(), {
      zh: '结束须晚于开始',
      en: 'It must end after it begins',
    });
  const formed = await sql.begin(async (tx) => {
    await lockLog(tx);
    const asked = [...(await fromTemplate(tx)), ...input.members.map((one, index) => ({ ...one, index }))];
    // Who is asked for by name takes the place of the same body in the template.
    const byCode = new Map(asked.map((member) => [member.bodyCode, member]));
    const codes = [...byCode.keys(), input.commanderBody];
    const bodies = await resolveBodies(tx, coverage, codes);
    if (!bodies.has(input.commanderBody)) throw unknownBody('#/commanderBody', input.commanderBody);
    const members = [...byCode.values()].map(({ index, ...member }): MemberView => {
      const body = bodies.get(member.bodyCode);
      if (!body)
        throw unknownBody(index === null ? '#/template' : `#/members/${index}/bodyCode`, member.bodyCode);
      const { role, duty, dutyEn } = member;
      return {
        bodyCode: body.code,
        bodyName: body.name,
        bodyNameEn: body.nameEn,
        short: body.short,
        shortEn: body.shortEn,
        posting: body.posting ?? 'onCall',
        role,
        duty,
        dutyEn,
      };
    });
    refuseShape(members);
    const id = await insertForce(tx, { ...input, members, madeBy: account.name, madeAt: now });
    await append(tx, {
      at: now,
      step: 'taskForce.formed',
      areaCode: input.areaCode,
      actor: account.name,
      body: { taskForce: id, name: input.name, members: members.length },
    });
    const [force] = await readTaskForces(tx, id);
    return force;
  });
  return formed as TaskForceView;

  async function fromTemplate(tx: Parameters<typeof readTemplates>[0]) {
    if (input.template === null) return [];
    const template = (await readTemplates(tx)).find(({ code }) => code === input.template);
    if (!template)
      throw wrong('#/template', input.template, {
        zh: `没有角色模板“${input.template}”`,
        en: `There is no role template "${input.template}"`,
      });
    const path = coverage.pathOf(input.areaCode);
    const district = path.find((code) => coverage.areas.get(code)?.level === 'district');
    return template.lines.map(({ department, role, duty, dutyEn }) => {
      if (department !== null && district === undefined)
        throw wrong('#/areaCode', input.areaCode, {
          zh: '模板按区的部门分工：辖区须在某个区内',
          en: 'The template shares work among the departments of a district: the area must lie in one',
        });
      return {
        role,
        duty,
        dutyEn,
        bodyCode: department === null ? input.areaCode : `${district}-${department}`,
        index: null,
      };
    });
  }
}

/** Ends a task force before its time; whistles blown for it go on. */
export async function endForce(
  { sql, account, now }: Loading,
  id: string,
  reason: string,
): Promise<TaskForceView> {
  const ended = await sql.begin(async (tx) => {
    await lockLog(tx);
    const [force] = await readTaskForces(tx, id);
    if (!force) throw notFound({ zh: '临时指挥部', en: 'task force' }, id);
    if (force.endsAt !== null && Date.parse(force.endsAt) <= now.getTime())
      throw conflict('already-ended', {
        zh: `“${force.name}”已于 ${force.endsAt} 结束`,
        en: `"${force.nameEn}" ended at ${force.endsAt}`,
      });
    await tx`
      update task_force set ended_at = ${now}, ended_by = ${account.name}, end_reason = ${reason} where id = ${id}`;
    await append(tx, {
      at: now,
      step: 'taskForce.ended',
      areaCode: force.areaCode,
      actor: account.name,
      body: { taskForce: id, name: force.name, reason },
    });
    const [after] = await readTaskForces(tx, id);
    return after;
  });
  return ended as TaskForceView;
}

function refuseShape(members: readonly MemberView[]): void {
  if (members.length === 0)
    throw wrong('#/members', '0', { zh: '至少一个成员单位', en: 'It needs at least one member' });
  const leads = members.filter(({ role }) => role === 'lead');
  if (leads.length > 1)
    throw wrong('#/members', String(leads.length), {
      zh: `最多一家牵头，得到 ${leads.map(({ bodyName }) => bodyName).join('、')}`,
      en: `At most one leads, got ${leads.map(({ bodyNameEn }) => bodyNameEn).join(', ')}`,
    });
}

const unknownBody = (pointer: string, code: string): Error =>
  wrong(pointer, code, { zh: `没有编码为“${code}”的单位`, en: `There is no body with the code "${code}"` });

const wrong = (pointer: string, got: string, detail: Bilingual) =>
  invalid(detail, [{ pointer, got, detail }]);
