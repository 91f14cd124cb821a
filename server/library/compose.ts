import type { Party } from '../../geodata/jurisdiction/verdict.ts';
import type { LiveEvent } from '../live/event.ts';
import type { SideView, WhistleView } from '../whistle/view.ts';
import { type Annotation, type CaseDocument, type CaseSide, format, version } from './document.ts';
import type { CaseSource } from './store.ts';

/** Steps that belong to a replay; others concern the record alone. */
const replayed = /^(incident|whistle|summons|side|message|return|extension|consultation)\./;

/**
 * The document of a closed case: what its view, its log and its footprints say, without people. Owners of parcels may be
 * private persons: they are numbered, not named. Messages are steps without their words.
 */
export function composeCase(
  whistle: WhistleView,
  log: readonly LiveEvent[],
  { drawings, seam, owners }: CaseSource,
  annotation: Annotation,
): CaseDocument {
  const ownerNumber = new Map(owners.map((code, index) => [code, index + 1]));
  const unnamed = <T extends { readonly code: string; readonly name: string; readonly nameEn: string }>(
    one: T,
  ): T => {
    const number = ownerNumber.get(one.code);
    return number === undefined
      ? one
      : { ...one, code: `owner-${number}`, name: `权属单位 ${number}`, nameEn: `Owner ${number}` };
  };
  const { category, blownFor, verdict } = whistle;
  const sides = [...whistle.sides, ...whistle.leftSides].map(sideOf);
  const codes = new Set(sides.map(({ code }) => code));
  const sentence = owners.length === 0 ? verdict.sentence : { zh: '', en: '' };
  return {
    format,
    version,
    ...annotation,
    number: whistle.number,
    kind: whistle.kind,
    joint: whistle.joint,
    category: { code: category.code, name: category.name, nameEn: category.nameEn },
    place: whistle.place,
    placeEn: whistle.placeEn,
    location: whistle.location,
    occurredAt: iso(whistle.occurredAt),
    blownAt: iso(whistle.blownAt),
    blownFor: blownFor.code,
    closedAt: iso(whistle.closedAt ?? whistle.blownAt),
    outcome: verdict.outcome,
    sentence,
    sides,
    bodies: whistle.summonses.map((s) => ({
      ...unnamed({ code: s.bodyCode, name: s.bodyName, nameEn: s.bodyNameEn }),
      areaCode: s.areaCode,
      short: s.short,
      shortEn: s.shortEn,
      dueAt: iso(s.dueAt),
    })),
    seam,
    drawings: drawings.map(({ at, footprint, accuracy, parties }) => ({
      at: iso(at),
      footprint,
      accuracy,
      parts: parties
        .filter((party) => party.holding === null && codes.has(party.jurisdiction.code))
        .map(({ jurisdiction, probability, share, shape }: Party) => ({
          code: jurisdiction.code,
          share: probability ?? share,
          shape,
        })),
    })),
    steps: log
      .filter(({ step }) => replayed.test(step))
      .map(({ at, step, who, distance }) => ({
        at: iso(at),
        step,
        who: who && unnamed({ code: who.code, name: who.name, nameEn: who.nameEn }),
        distance: distance === null ? null : Math.round(distance),
      })),
  };
}

const sideOf = ({ areaCode, name, nameEn, party, role, share }: SideView): CaseSide => ({
  code: areaCode,
  name,
  nameEn,
  party,
  role,
  share,
});

/** One spelling of a time, so that times compare as text. */
const iso = (at: string): string => new Date(at).toISOString();
