import type { Jurisdiction, Verdict } from '../../geodata/jurisdiction/verdict.ts';

/** How one verdict differs from another in whom it calls. */
export interface Difference {
  readonly added: readonly Jurisdiction[];
  readonly removed: readonly Jurisdiction[];
  /** Null where the same one leads. */
  readonly lead: { readonly from: Jurisdiction | null; readonly to: Jurisdiction | null } | null;
}

/** What `after` calls otherwise than `before`; parties are compared by code, those merely informed left out. */
export function differenceOf(before: Verdict, after: Verdict): Difference {
  const [was, is] = [calledIn(before), calledIn(after)];
  const [from, to] = [leadOf(before), leadOf(after)];
  return {
    added: is.filter(({ code }) => !was.some((one) => one.code === code)),
    removed: was.filter(({ code }) => !is.some((one) => one.code === code)),
    lead: from?.code === to?.code ? null : { from, to },
  };
}

const calledIn = ({ parties }: Verdict): readonly Jurisdiction[] =>
  parties.filter(({ role }) => role !== 'inform').map(({ jurisdiction }) => jurisdiction);

const leadOf = ({ parties }: Verdict): Jurisdiction | null =>
  parties.find(({ role }) => role === 'lead')?.jurisdiction ?? null;
