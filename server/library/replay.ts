import type { CaseDocument, CaseStep } from './document.ts';

/** A body as it stood after a step. */
export interface BodyState {
  readonly code: string;
  readonly called: boolean;
  readonly readAt: string | null;
  readonly checkedInAt: string | null;
  readonly releasedAt: string | null;
}

/** A side as it stood after a step. */
export interface SideState {
  readonly code: string;
  readonly state: 'outside' | 'present' | 'leaving' | 'left';
  readonly fedBackAt: string | null;
  readonly signedAt: string | null;
}

export type ReplayStage =
  | 'before'
  | 'mustering'
  | 'handling'
  | 'verifying'
  | 'releasing'
  | 'signing'
  | 'closed';

/** The case after one step: `step` numbers it from 0, `drawing` the footprint then in use. */
export interface Frame {
  readonly step: number;
  readonly at: string;
  readonly stage: ReplayStage;
  readonly drawing: number;
  readonly sides: readonly SideState[];
  readonly bodies: readonly BodyState[];
}

/**
 * The case after each of its steps, rebuilt from the steps alone: what the tables held then is nowhere kept. A step that
 * this version does not know changes nothing.
 */
export function replay(document: CaseDocument): Frame[] {
  const { steps, drawings, bodies } = document;
  // Sides that came later say so in the log; all others were there when the whistle was blown.
  const later = new Set(whoOf(steps.filter(({ step }) => step === 'side.added')));
  let state: State = {
    blown: false,
    verified: false,
    closed: false,
    sides: document.sides.map(({ code }) => ({ code, state: 'outside', fedBackAt: null, signedAt: null })),
    bodies: bodies.map(({ code }) => ({
      code,
      called: false,
      readAt: null,
      checkedInAt: null,
      releasedAt: null,
    })),
  };
  return steps.map((step, index) => {
    state = after(state, step, document, later);
    const drawn = drawings.findLastIndex(({ at }) => at <= step.at);
    return {
      step: index,
      at: step.at,
      stage: stageOf(state, document),
      drawing: Math.max(0, drawn),
      sides: state.sides,
      bodies: state.bodies,
    };
  });
}

interface State {
  readonly blown: boolean;
  readonly verified: boolean;
  readonly closed: boolean;
  readonly sides: readonly SideState[];
  readonly bodies: readonly BodyState[];
}

function after(
  state: State,
  { step, at, who }: CaseStep,
  document: CaseDocument,
  later: ReadonlySet<string>,
): State {
  const areaOf = (body: string) => document.bodies.find(({ code }) => code === body)?.areaCode ?? '';
  const sides = (which: (code: string) => boolean, change: Partial<SideState>): State => ({
    ...state,
    sides: state.sides.map((side) => (which(side.code) ? { ...side, ...change } : side)),
  });
  const bodies = (from: State, which: (body: BodyState) => boolean, change: Partial<BodyState>): State => ({
    ...from,
    bodies: from.bodies.map((body) => (which(body) ? { ...body, ...change } : body)),
  });
  const its = (code: string) => code === who?.code;
  const own = ({ code }: BodyState) => its(code);
  switch (step) {
    case 'whistle.blown': {
      const present = sides((code) => !later.has(code), { state: 'present' });
      return { ...bodies(present, ({ code }) => !later.has(areaOf(code)), { called: true }), blown: true };
    }
    case 'side.added':
      return bodies(sides(its, { state: 'present' }), ({ code }) => its(areaOf(code)), { called: true });
    case 'side.leaving':
      return sides(its, { state: 'leaving' });
    case 'side.left':
      return bodies(
        sides(its, { state: 'left' }),
        ({ code, checkedInAt }) => its(areaOf(code)) && checkedInAt === null,
        { called: false },
      );
    case 'summons.read':
      return bodies(state, own, { readAt: at });
    case 'summons.checkedIn':
      return bodies(state, own, { called: true, checkedInAt: at });
    case 'summons.released':
      return bodies(state, own, { releasedAt: at });
    case 'side.fedBack':
      return sides(its, { fedBackAt: at });
    case 'side.signed':
      return sides(its, { signedAt: at });
    case 'whistle.verified':
      return { ...state, verified: true };
    case 'whistle.closed':
      return { ...state, closed: true };
    default:
      return state;
  }
}

function stageOf({ blown, verified, closed, sides, bodies }: State, document: CaseDocument): ReplayStage {
  if (closed) return 'closed';
  if (!blown) return 'before';
  const called = bodies.filter((body) => body.called);
  if (verified) return called.every((body) => body.releasedAt) ? 'signing' : 'releasing';
  if (called.some((body) => !body.checkedInAt)) return 'mustering';
  const informed = new Set(document.sides.filter(({ role }) => role === 'inform').map(({ code }) => code));
  return sides.some((side) => side.state === 'present' && !informed.has(side.code) && !side.fedBackAt)
    ? 'handling'
    : 'verifying';
}

const whoOf = (steps: readonly CaseStep[]): string[] => steps.flatMap(({ who }) => who?.code ?? []);
