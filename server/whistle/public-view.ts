import type { WhistleView } from './view.ts';

/**
 * The whistle without what people wrote on it, but for what each side says it has done: a wall shows who must come and who
 * has, not why somebody decided so, and a note or a reason may name a person.
 */
export const withoutNotes = (whistle: WhistleView): WhistleView => ({
  ...whistle,
  note: '',
  override: null,
  summonses: whistle.summonses.map((s) => ({
    ...s,
    reason: null,
    feedback: null,
    checkIn: s.checkIn && { ...s.checkIn, reason: '' },
  })),
  returns: [],
  extensions: [],
  escalations: [],
  consultations: [],
  consultationNeeded: null,
});

/** Whether anything was written on the whistle that a wall does not show. */
export const hasNotes = (whistle: WhistleView): boolean =>
  whistle.note !== '' ||
  whistle.override !== null ||
  whistle.consultationNeeded !== null ||
  whistle.summonses.some(
    ({ reason, feedback, checkIn }) => reason !== null || feedback !== null || (checkIn?.reason ?? '') !== '',
  ) ||
  [whistle.returns, whistle.extensions, whistle.escalations, whistle.consultations].some(
    ({ length }) => length > 0,
  );
