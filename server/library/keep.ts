import type { Sql } from 'postgres';
import type { Account } from '../access/session.ts';
import { conflict } from '../errors.ts';
import { readLogOf } from '../live/history.ts';
import { append, lockLog } from '../live/log.ts';
import type { WhistleView } from '../whistle/view.ts';
import { composeCase } from './compose.ts';
import type { Annotation } from './document.ts';
import { insertCase, readSource } from './store.ts';

/** Who keeps a case, and when. */
export interface Keeping {
  readonly sql: Sql;
  readonly account: Account;
  readonly at: Date;
}

/** Keeps a closed whistle as a case, and answers its number there. Refuses one that is still open, and one that is kept already. */
export async function keepCase(
  { sql, account, at }: Keeping,
  whistle: WhistleView,
  annotation: Annotation,
): Promise<string> {
  if (!whistle.closedAt)
    throw conflict('not-yet', {
      zh: `哨 ${whistle.number} 还没有结案，结案后才能入库`,
      en: `Whistle ${whistle.number} is not closed yet; only closed cases are kept`,
    });
  const [log, source] = await Promise.all([readLogOf(sql, whistle.incidentId), readSource(sql, whistle.id)]);
  const document = composeCase(whistle, log, source, annotation);
  const kept = await sql.begin(async (tx) => {
    await lockLog(tx);
    const made = await insertCase(tx, document, { whistleId: whistle.id, by: account.name, at });
    if (made === null) throw twice(whistle.number);
    await append(tx, {
      at,
      step: 'case.kept',
      incidentId: whistle.incidentId,
      whistleId: whistle.id,
      actor: account.name,
      body: { case: made },
    });
    return made;
  });
  return kept as string;
}

/** The refusal of a case that is in the library already. */
export const twice = (caseNumber: string) =>
  conflict('already-done', {
    zh: `案例 ${caseNumber} 已经在库里，没有再存一份`,
    en: `Case ${caseNumber} is in the library already; it was not kept twice`,
  });
