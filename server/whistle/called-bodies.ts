import type { TransactionSql } from 'postgres';
import type { Coverage } from '../../geodata/jurisdiction/coverage.ts';
import type { Bilingual, Verdict } from '../../geodata/jurisdiction/verdict.ts';
import { findBodies, findBodiesIn, type KnownBody } from '../body/find.ts';
import { type BodyKind, bodyKinds, type Caller } from '../body/kinds.ts';
import { resolveBodies } from '../body/resolve.ts';
import type { DutyList } from '../duty/list.ts';
import { conflict, forbidden, invalid } from '../errors.ts';
import { type Force, findForce } from '../task-force/find.ts';
import { type Call, callOf, callsFor, holderKind, holdersIn, type Place, withNames } from './summon.ts';

/** A body that the blower names besides those that the verdict and the duty lists call. */
export interface NamedBody {
  readonly bodyCode: string;
  /** Side it comes for; the first that it acts in where none is given. */
  readonly areaCode?: string | undefined;
  readonly reason: string;
}

/** A call, and why it was made where no list made it. */
export interface ReasonedCall extends Call {
  readonly reason: string | null;
}

export interface Calling {
  readonly tx: TransactionSql;
  readonly now: Date;
  readonly duties: DutyList;
  readonly verdict: Verdict;
  readonly coverage: Coverage;
  readonly category: string;
  /** The sides called, the leading one first. */
  readonly places: readonly Place[];
  readonly caller: Caller;
  readonly named: readonly NamedBody[];
  /** Number of the task force it is blown for. */
  readonly taskForce: string | null;
}

/** Characters that a reason has at least. */
export const reasonLength = 5;

/**
 * Everybody a whistle calls, each body once: the offices of the sides; the departments of the duty lists, the holders, or
 * whoever else the caller may call; the members of the task force; and who was named besides.
 * @throws Problem 400 a code that is no body, a side not called, or a reason that is missing; 403 a body that the caller
 * may not call; 409 nobody to call, or a task force that does not act there and then.
 */
export async function callsOf(calling: Calling): Promise<{ calls: ReasonedCall[]; force: Force | null }> {
  const { tx, verdict, places, caller, duties, category } = calling;
  const may = (kind: BodyKind) => duties.mayCall(caller, kind);
  const byList = may('department');
  const departments = (path: readonly string[]) => (byList ? duties.departments(path, category) : []);
  const holders = holdersIn(verdict).filter((party) => may(holderKind(party)));
  const listed = callsFor(places, departments, holders);
  const calls = new Map<string, ReasonedCall>();
  const add = (call: Call, reason: string | null) => {
    if (!calls.has(call.bodyCode)) calls.set(call.bodyCode, { ...call, reason });
  };
  const known = await findBodies(
    tx,
    listed.map(({ bodyCode }) => bodyCode),
  );
  for (const call of withNames(listed, known)) {
    const body = known.get(call.bodyCode);
    if (body && body.kind !== 'office') refuseCaller(duties, caller, [{ body, pointer: null }]);
    add(call, null);
  }
  if (!byList) for (const call of await othersFor(calling)) add(call, null);
  const force = await forceOf(calling);
  // Who is in a force was settled when it was formed.
  for (const member of force?.members ?? [])
    if (member.role !== 'inform') add({ ...member, areaCode: forceSide(places, force as Force) }, null);
  for (const [call, reason] of await namedCalls(calling, calls)) add(call, reason);
  return { calls: [...calls.values()], force };
}

/** The bodies named, each as a call with its reason. */
export async function namedCalls(
  calling: Pick<Calling, 'tx' | 'coverage' | 'places' | 'named' | 'duties' | 'caller'>,
  listed: ReadonlyMap<string, unknown>,
): Promise<(readonly [Call, string | null])[]> {
  const { tx, coverage, places, named, duties, caller } = calling;
  if (named.length === 0) return [];
  const bodies = await resolveBodies(
    tx,
    coverage,
    named.map(({ bodyCode }) => bodyCode),
  );
  const checked = named.map((one, index) => {
    const body = bodies.get(one.bodyCode);
    if (!body)
      throw wrong(`#/bodies/${index}/bodyCode`, one.bodyCode, {
        zh: `没有编码为“${one.bodyCode}”的单位`,
        en: `There is no body with the code "${one.bodyCode}"`,
      });
    if (!listed.has(one.bodyCode) && one.reason.trim().length < reasonLength)
      throw wrong(`#/bodies/${index}/reason`, one.reason, {
        zh: `${body.name}不在责任清单上，召集须写明理由（至少 ${reasonLength} 个字）`,
        en: `${body.nameEn} is not on the duty list: say why it is called (at least ${reasonLength} characters)`,
      });
    return {
      body,
      pointer: `#/bodies/${index}/bodyCode`,
      one,
      side: sideOf(coverage, places, body, one, index),
    };
  });
  refuseCaller(duties, caller, checked);
  return checked.map(({ body, one, side }) => [
    callOf(body, side),
    listed.has(one.bodyCode) ? null : one.reason.trim(),
  ]);
}

/** @throws Problem 403 naming every body that the caller may not call, and who may. */
function refuseCaller(
  duties: DutyList,
  caller: Caller,
  asked: readonly { readonly body: KnownBody; readonly pointer: string | null }[],
): void {
  const refused = asked.filter(({ body }) => !duties.mayCall(caller, body.kind));
  if (refused.length === 0) return;
  const kinds = bodyKinds.filter((kind) => duties.mayCall(caller, kind));
  const zh = refused.map(({ body }) => `${body.name}（${kindNames[body.kind].zh}）`).join('、');
  const en = refused.map(({ body }) => `${body.nameEn} (${kindNames[body.kind].en})`).join(', ');
  throw forbidden({
    zh: `${callerNames[caller].zh}不能召集${zh}；可以召集：${kinds.map((kind) => kindNames[kind].zh).join('、') || '无'}`,
    en: `${callerNames[caller].en} may not call ${en}; it may call: ${kinds.map((kind) => kindNames[kind].en).join(', ') || 'nobody'}`,
  });
}

/** For a caller to whom the duty lists do not apply: every body of the kinds it may call that acts there. */
async function othersFor({ tx, duties, caller, places, named, taskForce }: Calling): Promise<Call[]> {
  const kinds = bodyKinds.filter((kind) => kind !== 'office' && duties.mayCall(caller, kind));
  const found = await findBodiesIn(
    tx,
    places.map(({ jurisdiction }) => jurisdiction.path),
    kinds,
  );
  if (found.length === 0 && named.length === 0 && taskForce === null)
    throw conflict('nobody-to-call', {
      zh: `这里没有登记${callerNames[caller].zh}可以召集的单位（${kinds.map((kind) => kindNames[kind].zh).join('、')}）`,
      en: `No body that ${callerNames[caller].en} may call is on record here (${kinds.map((kind) => kindNames[kind].en).join(', ')})`,
    });
  return found.map((body) => {
    const side = places.find(({ jurisdiction }) => jurisdiction.path.includes(body.areaCode)) ?? places[0];
    return callOf(body, side?.jurisdiction.code ?? '');
  });
}

async function forceOf({ tx, taskForce, places, now }: Calling): Promise<Force | null> {
  if (taskForce === null) return null;
  const force = await findForce(tx, taskForce);
  if (!force)
    throw wrong('#/taskForce', taskForce, {
      zh: `没有编号为 ${taskForce} 的临时指挥部`,
      en: `There is no task force number ${taskForce}`,
    });
  if (now < force.startsAt || (force.endsAt !== null && now >= force.endsAt))
    throw conflict('task-force-not-acting', {
      zh: `“${force.name}”现在不在任期内（${force.startsAt.toISOString()} 至 ${force.endsAt?.toISOString() ?? '未定'}）`,
      en: `"${force.nameEn}" does not act now (${force.startsAt.toISOString()} to ${force.endsAt?.toISOString() ?? 'open'})`,
    });
  if (!places.some(({ jurisdiction }) => jurisdiction.path.includes(force.areaCode)))
    throw conflict('task-force-elsewhere', {
      zh: `“${force.name}”负责 ${force.areaCode}，事件不在其中`,
      en: `"${force.nameEn}" acts in ${force.areaCode}, and the incident does not lie there`,
    });
  return force;
}

const forceSide = (places: readonly Place[], { areaCode }: Force): string =>
  (places.find(({ jurisdiction }) => jurisdiction.path.includes(areaCode)) ?? places[0])?.jurisdiction.code ??
  '';

/** The side a body comes for: the one given, else the first that it acts in, else the first. */
function sideOf(
  coverage: Coverage,
  places: readonly Place[],
  body: KnownBody,
  { areaCode }: NamedBody,
  index: number,
): string {
  const sides = places.map(({ jurisdiction }) => jurisdiction);
  if (areaCode !== undefined) {
    if (sides.some(({ code }) => code === areaCode)) return areaCode;
    throw wrong(`#/bodies/${index}/areaCode`, areaCode, {
      zh: `${areaCode} 不是本哨的一方；各方为：${sides.map(({ code, name }) => `${name}（${code}）`).join('、')}`,
      en: `${areaCode} is no side of this whistle; its sides: ${sides.map(({ code, nameEn }) => `${nameEn} (${code})`).join(', ')}`,
    });
  }
  const path = coverage.areas.has(body.areaCode) ? coverage.pathOf(body.areaCode) : [];
  const side = sides.find((one) => one.path.includes(body.areaCode) || path.includes(one.code)) ?? sides[0];
  if (!side) throw new Error(`a whistle without sides was to call ${body.code}`);
  return side.code;
}

const wrong = (pointer: string, got: string, detail: Bilingual) =>
  invalid(detail, [{ pointer, got, detail }]);

const callerNames: Readonly<Record<Caller, Bilingual>> = {
  community: { zh: '社区哨', en: 'A community' },
  subdistrict: { zh: '街道哨', en: 'A subdistrict' },
  alliance: { zh: '区域联盟哨', en: 'A district alliance' },
  services: { zh: '政务服务哨', en: 'Government services' },
  project: { zh: '项目哨', en: 'A project' },
};

const kindNames: Readonly<Record<BodyKind, Bilingual>> = {
  department: { zh: '职能部门', en: 'departments' },
  office: { zh: '属地机关', en: 'offices of areas' },
  community: { zh: '社区', en: 'communities' },
  owner: { zh: '权属单位', en: 'owners' },
  residentUnit: { zh: '派驻队所', en: 'resident units' },
  institution: { zh: '公共服务机构', en: 'public institutions' },
  partyMember: { zh: '报到党员', en: 'party members' },
};
