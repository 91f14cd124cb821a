import type { TransactionSql } from 'postgres';
import type { Verdict } from '../../geodata/jurisdiction/verdict.ts';
import { findBodies, findBodiesIn } from '../body/find.ts';
import { type BodyKind, bodyKinds, type Caller } from '../body/kinds.ts';
import type { DutyList } from '../duty/list.ts';
import { type Call, callOf, callsFor, holderKind, holdersIn, type Place, withNames } from './summon.ts';

/** A whistle that runs, as far as it decides whom its sides call. */
export interface Calls {
  readonly tx: TransactionSql;
  readonly duties: DutyList;
  readonly verdict: Verdict;
  readonly category: string;
  /** On whose behalf it was blown: nobody is called later whom that caller could not have called. */
  readonly caller: Caller;
  /** Every side that may come to be called. */
  readonly places: readonly Place[];
}

/** Whom some of the sides of a whistle call, the leading one first, under the names that bodies have on record. */
export async function sideCalls({ tx, duties, verdict, category, caller, places }: Calls) {
  const may = (kind: BodyKind) => duties.mayCall(caller, kind);
  const byList = may('department');
  const holders = holdersIn(verdict).filter((party) => may(holderKind(party)));
  const listed = (some: readonly Place[]) =>
    callsFor(some, (path) => (byList ? duties.departments(path, category) : []), holders);
  const known = await findBodies(
    tx,
    listed(places).map(({ bodyCode }) => bodyCode),
  );
  const others = byList
    ? []
    : await findBodiesIn(
        tx,
        places.map(({ jurisdiction }) => jurisdiction.path),
        bodyKinds.filter((kind) => kind !== 'office' && may(kind)),
      );
  const mayCall = ({ bodyCode }: Call): boolean => {
    const body = known.get(bodyCode);
    return body === undefined || body.kind === 'office' || may(body.kind);
  };
  return (areas: readonly string[]): Call[] => {
    const some = areas.flatMap((code) => places.find(({ jurisdiction }) => jurisdiction.code === code) ?? []);
    const calls = withNames(listed(some), known).filter(mayCall);
    const besides = others.flatMap((body) => {
      const side = some.find(({ jurisdiction }) => jurisdiction.path.includes(body.areaCode));
      return side && !calls.some(({ bodyCode }) => bodyCode === body.code)
        ? [callOf(body, side.jurisdiction.code)]
        : [];
    });
    return [...calls, ...besides];
  };
}
