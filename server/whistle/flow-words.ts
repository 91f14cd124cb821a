import type { Bilingual } from '../../geodata/jurisdiction/verdict.ts';
import type { ConsultationView } from './requests.ts';

interface Ending {
  readonly verifiedAt: string | null;
  readonly closedAt: string | null;
}

export const ended = ({ closedAt }: Ending): Bilingual | null =>
  closedAt ? { zh: '已结案', en: 'The whistle is closed' } : null;

export const done = ({ verifiedAt }: Ending): Bilingual | null =>
  verifiedAt ? { zh: '已核查', en: 'The work is already verified' } : null;

export const names = (named: readonly { readonly name: string; readonly nameEn: string }[]): Bilingual => ({
  zh: named.map(({ name }) => name).join('、'),
  en: named.map(({ nameEn }) => nameEn).join(', '),
});

/** Why a consultation must be held before the parties or the footprint change: the place went to and fro over a seam. */
export function consultationForced({ consultationNeededAt, consultations }: Consulted): Bilingual | null {
  const needed = consultationNeededAt === null ? null : Date.parse(consultationNeededAt);
  if (needed === null || consultations.some(({ held }) => held && Date.parse(held.at) >= needed)) return null;
  return {
    zh: '同一地点多次跨界退回，须先会商',
    en: 'This place was returned across the line repeatedly: waits for a consultation to be held',
  };
}

/** Why the work may not be verified before a consultation: it is forced, or was called as one to wait for. */
export function consultationNeeded(state: Consulted): Bilingual | null {
  const forced = consultationForced(state);
  if (forced) return forced;
  const called = state.consultations.find(({ required, held, cancelled }) => required && !held && !cancelled);
  return (
    (called && {
      zh: `等会商：${called.agenda}`,
      en: `Waits for the consultation to be held: ${called.agenda}`,
    }) ??
    null
  );
}

interface Consulted {
  readonly consultationNeededAt: string | null;
  readonly consultations: readonly ConsultationView[];
}
