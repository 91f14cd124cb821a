import type { Edition } from './contract.ts';
import { type Step, steps } from './url.ts';

/** What there is so far of an edition that is being made. */
export interface Making {
  /** Whether the uploaded file is still at hand: without it, its reading cannot be changed. */
  readonly file: boolean;
  readonly crs: string | null;
  /** Whether level, code and name have a value. */
  readonly fieldsComplete: boolean;
  readonly checking: boolean;
  readonly edition: Pick<Edition, 'status' | 'errors' | 'base'> | null;
}

export const nothingMade: Making = {
  file: false,
  crs: null,
  fieldsComplete: false,
  checking: false,
  edition: null,
};

/** Why a step cannot be taken yet. */
export type WaitsFor = 'file' | 'crs' | 'fields' | 'check' | 'errors' | 'base' | 'gone';

export interface StepState {
  readonly step: Step;
  /** `faulty`: done, but what it found stands in the way. */
  readonly state: 'done' | 'faulty' | 'open' | 'waiting';
  /** What a waiting step waits for; null for any other. */
  readonly waitsFor: WaitsFor | null;
}

/**
 * Which steps are done, which may be gone to, and what the others wait for. A difference may be looked at with errors in
 * the report: it helps to judge them. Publishing may not.
 */
export function stepStates(making: Making): readonly StepState[] {
  return steps.map((step) => {
    const waitsFor = obstacle(step, making);
    const state = waitsFor !== null ? 'waiting' : isDone(step, making) ? 'done' : 'open';
    return {
      step,
      state: step === 'check' && state === 'done' && (making.edition?.errors ?? 0) > 0 ? 'faulty' : state,
      waitsFor,
    };
  });
}

/** The step to show where the address names none, or one that cannot be taken: the furthest that makes sense. */
export function stepToShow(wanted: Step | null, making: Making): Step {
  const reachable = (step: Step) => obstacle(step, making) === null;
  if (wanted !== null && reachable(wanted)) return wanted;
  if (making.edition !== null) return 'check';
  return making.file ? 'crs' : 'file';
}

function obstacle(step: Step, { file, crs, fieldsComplete, checking, edition }: Making): WaitsFor | null {
  if (step === 'file') return null;
  const unread = !file && edition === null;
  if (step === 'crs') return unread ? 'file' : file ? null : 'gone';
  if (step === 'fields') return unread ? 'file' : !file ? 'gone' : crs === null ? 'crs' : null;
  if (step === 'check') {
    if (edition !== null || checking) return null;
    return unread ? 'file' : crs === null ? 'crs' : fieldsComplete ? null : 'fields';
  }
  if (edition === null) return 'check';
  if (step === 'difference') return edition.base === null ? 'base' : null;
  return edition.errors > 0 ? 'errors' : null;
}

function isDone(step: Step, { file, crs, fieldsComplete, edition }: Making): boolean {
  if (step === 'file') return file || edition !== null;
  if (step === 'crs') return edition !== null || crs !== null;
  if (step === 'fields') return edition !== null || fieldsComplete;
  if (step === 'check') return edition !== null;
  if (step === 'difference') return false;
  return edition?.status === 'published';
}
