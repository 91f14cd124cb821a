import type { Posting } from '../../geodata/jurisdiction/verdict.ts';

export const bodyKinds = [
  'department',
  'office',
  'community',
  'owner',
  'residentUnit',
  'institution',
  'partyMember',
] as const;
export type BodyKind = (typeof bodyKinds)[number];

export const postings = ['body', 'resident', 'onCall'] as const satisfies readonly Posting[];

/** The five who call: a community, a subdistrict, a district alliance, a government service hall, a project. */
export const callers = ['community', 'subdistrict', 'alliance', 'services', 'project'] as const;
export type Caller = (typeof callers)[number];

/** Whoever can be called. `phone` is null where the reader may not see it. */
export interface BodyView {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly short: string;
  readonly shortEn: string;
  readonly kind: BodyKind;
  readonly department: string | null;
  /** Area where it acts, with all below it. */
  readonly areaCode: string;
  readonly ownedBy: string | null;
  readonly commandedBy: string | null;
  /** Its post in the 1+5+N platform of its area. */
  readonly posting: Posting | null;
  readonly headCount: number | null;
  readonly phone: string | null;
}
