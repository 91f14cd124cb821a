import type { Bilingual, Role } from '../../geodata/jurisdiction/verdict.ts';
import { invalid } from '../errors.ts';
import { requested } from '../whistle/requested.ts';
import type { ConsultationParty, ConsultationView } from '../whistle/requests.ts';
import { areaOf, readerOf, type Stepping, take, write } from '../whistle/taking.ts';
import type { WhistleView } from '../whistle/view.ts';
import { insertConsultation, markCancelled, markHeld } from './store.ts';

export interface Call {
  readonly agenda: string;
  readonly place: string;
  readonly at: Date;
  /** Whether verification waits for it. */
  readonly required: boolean;
  /** Codes of sides, of bodies called, or of the coordinator; everybody with a duty where none is named. */
  readonly parties: readonly string[];
}

export interface Holding {
  readonly minutes: string;
  readonly plan: string;
  readonly deadline: Date | null;
  /** What each took on; exactly one leads. Whoever came without being invited may be named. */
  readonly parties: readonly { readonly code: string; readonly role: Role; readonly duty: string }[];
}

/** Calls the parties of a whistle together. @throws Problem 400 for one that has no part in it; 409 once it is closed. */
export const callConsultation = (asked: Stepping, input: Call): Promise<WhistleView> =>
  take(asked, 'consultation', null, async ({ tx, whistle, step }) => {
    const { agenda, place, at, required } = input;
    const everybody = partiesOf(whistle);
    const invited = input.parties.length
      ? input.parties.map((code, index) => partyNamed(everybody, code, `#/parties/${index}`))
      : everybody.filter(
          ({ code }) => !whistle.summonses.some((s) => s.bodyCode === code && s.areaCode !== code),
        );
    const calledFor = sideOf(step, whistle);
    await insertConsultation(tx, whistle.id, {
      agenda,
      place,
      at,
      required,
      calledFor,
      by: step.account.name,
      now: step.now,
      parties: [...new Map(invited.map((party) => [party.code, party])).values()],
    });
    await write(tx, step, 'consultation.called', whistle, calledFor, {
      ...areaOf(whistle, calledFor),
      text: agenda,
    });
  });

/**
 * Enters what a consultation settled: minutes, plan, deadline, and who leads, assists or is informed with which duty.
 * @throws Problem 400 unless exactly one leads; 409 with who held or cancelled it before.
 */
export const holdConsultation = (asked: Stepping, id: string, input: Holding): Promise<WhistleView> =>
  take(asked, 'holdConsultation', null, async ({ tx, whistle, actions, step }) => {
    const { agenda } = requested(step, whistle.consultations.map(answered), actions, id);
    const leads = input.parties.filter(({ role }) => role === 'lead').length;
    if (leads !== 1) throw oneLead(leads);
    const everybody = partiesOf(whistle);
    const parties = input.parties.map(({ code, role, duty }, index) => ({
      ...partyNamed(everybody, code, `#/parties/${index}/code`),
      role,
      duty,
    }));
    const { minutes, plan, deadline } = input;
    await markHeld(tx, id, { minutes, plan, deadline, parties, by: step.account.name, at: step.now });
    const area = sideOf(step, whistle);
    await write(tx, step, 'consultation.held', whistle, area, { ...areaOf(whistle, area), text: agenda });
  });

/** Calls a consultation off. @throws Problem 409 with who held or cancelled it before. */
export const cancelConsultation = (asked: Stepping, id: string, reason: string): Promise<WhistleView> =>
  take(asked, 'cancelConsultation', null, async ({ tx, whistle, actions, step }) => {
    requested(step, whistle.consultations.map(answered), actions, id);
    await markCancelled(tx, id, { reason, by: step.account.name, at: step.now });
    const area = sideOf(step, whistle);
    await write(tx, step, 'consultation.cancelled', whistle, area, {
      ...areaOf(whistle, area),
      text: reason,
    });
  });

/** Everybody who may sit at the table: sides, bodies called, and the common superior. */
function partiesOf({
  sides,
  leftSides,
  summonses,
  verdict,
}: WhistleView): Omit<ConsultationParty, 'role' | 'duty'>[] {
  return [
    ...[...sides, ...leftSides].map(({ areaCode: code, name, nameEn }) => ({ code, name, nameEn })),
    ...summonses.map((s) => ({ code: s.bodyCode, name: s.bodyName, nameEn: s.bodyNameEn })),
    ...(verdict.coordinator ? [verdict.coordinator] : []).map(({ code, name, nameEn }) => ({
      code,
      name,
      nameEn,
    })),
  ];
}

function partyNamed(everybody: ReturnType<typeof partiesOf>, code: string, pointer: string) {
  const party = everybody.find((one) => one.code === code);
  if (party) return party;
  const detail: Bilingual = {
    zh: `“${code}”既不是本案的辖区，也不是被召集的单位`,
    en: `"${code}" is neither an area of this case nor a body called to it`,
  };
  throw invalid(detail, [{ pointer, got: code, detail }]);
}

/** The side the account speaks for: its own where it has one, else the blower's. */
function sideOf({ account }: Stepping, whistle: WhistleView): string {
  const { actsFor } = readerOf(account, whistle);
  if (actsFor('consultation', whistle.blownFor.code)) return whistle.blownFor.code;
  const side = whistle.sides.find(({ areaCode }) => actsFor('consultation', areaCode));
  return side?.areaCode ?? whistle.blownFor.code;
}

/** A consultation with what became of it in the place of an answer. */
function answered({ id, agenda, held, cancelled }: ConsultationView) {
  const over = held ?? cancelled;
  const answer = over && { agreed: held !== null, reason: '', at: over.at, by: over.by };
  return { id, agenda, answer };
}

function oneLead(leads: number): Error {
  const detail = {
    zh: `会商须明确且只有一家牵头，得到 ${leads} 家`,
    en: `A consultation names exactly one lead, got ${leads}`,
  };
  return invalid(detail, [{ pointer: '#/parties', got: String(leads), detail }]);
}
