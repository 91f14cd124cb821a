import type { Refusal, Verdict, WhistleKind } from '../../geodata/jurisdiction/verdict.ts';
import type { DrawnShape } from '../draw/shape.ts';
import type { Answer, Question } from '../draw/verdict-protocol.ts';
import { type Beside, besideNothing } from './beside.ts';

/** An incident somebody is drawing: its shape, what it is about, and what is known of whose it is. */
export interface Draft {
  readonly shape: DrawnShape | null;
  /** 95 % radius of a point in metres. */
  readonly accuracy: number;
  /** Width of a line in metres. */
  readonly width: number;
  readonly kind: WhistleKind;
  readonly category: string | undefined;
  readonly note: string;
  /** Areas to call besides those the verdict calls. */
  readonly alsoCalled: ReadonlySet<string>;
  /** On whose behalf, and bodies to call besides. */
  readonly beside: Beside;
  /** The latest answer; `confirmed` once it is the server's own for this very shape. */
  readonly verdict: Verdict | null;
  readonly confirmed: boolean;
  /** How long the browser took for the preview. */
  readonly milliseconds: number | null;
  readonly refusal: Refusal | { readonly title: string; readonly detail: string } | null;
}

export const emptyDraft: Draft = {
  shape: null,
  accuracy: 20,
  width: 8,
  kind: 'enforcement',
  category: undefined,
  note: '',
  alsoCalled: new Set(),
  beside: besideNothing,
  verdict: null,
  confirmed: false,
  milliseconds: null,
  refusal: null,
};

export type DraftStore = ReturnType<typeof createDraftStore>;

/** The draft outside React: the pointer changes it many times a second. */
export function createDraftStore() {
  let draft = emptyDraft;
  const listeners = new Set<() => void>();
  const set = (next: Draft) => {
    draft = next;
    for (const listener of listeners) listener();
  };
  return {
    get: () => draft,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    change: (part: Partial<Draft>) => set({ ...draft, ...part }),
    reset: () => set({ ...emptyDraft, kind: draft.kind, category: draft.category }),
    /** An answer of the worker. The last confirmed departments stay until the server has spoken again. */
    preview: (answer: Answer, milliseconds: number) =>
      set({ ...draft, ...told(answer), confirmed: false, milliseconds }),
    confirm: (verdict: Verdict) => set({ ...draft, verdict, refusal: null, confirmed: true }),
    /** The server refuses the shape. */
    refuse: (title: string, detail: string) =>
      set({ ...draft, verdict: null, confirmed: false, refusal: { title, detail } }),
  };
}

/** What to ask about a draft; null while there is nothing to ask about. */
export function questionOf(draft: Draft, blower: string | undefined): Question | null {
  if (draft.shape === null) return null;
  return {
    geometry: draft.shape.geometry,
    accuracy: draft.accuracy,
    width: draft.width,
    category: draft.category,
    kind: draft.kind,
    blower,
  };
}

function told(answer: Answer): Pick<Draft, 'verdict' | 'refusal'> {
  return 'verdict' in answer
    ? { verdict: answer.verdict, refusal: null }
    : { verdict: null, refusal: answer.refusal };
}
