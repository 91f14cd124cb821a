import type { WhistleKind } from '../../geodata/jurisdiction/verdict.ts';

/** What the sentence of a notice is made of: codes, names of areas and bodies, numbers. Never a person, never free text. */
export interface Facts {
  /** As people say it: 0508-0117. */
  readonly number: string;
  readonly kind: WhistleKind;
  readonly joint: boolean;
  readonly place: string;
  readonly placeEn: string;
  readonly category: { readonly code: string; readonly name: string; readonly nameEn: string };
  /** Who did it: a body for a check-in, an area for a side's step; null for the clock. */
  readonly who: { readonly code: string; readonly name: string; readonly nameEn: string } | null;
  /** Deadline of check-in, ISO 8601; null where no whistle was blown. */
  readonly dueAt: string | null;
  /** Bodies missing at a deadline, by name. */
  readonly missing: readonly { readonly name: string; readonly nameEn: string }[];
}
