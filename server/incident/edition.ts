import type { Coverage } from '../../geodata/jurisdiction/coverage.ts';
import type { Records } from '../../geodata/jurisdiction/records.ts';
import { Problem } from '../errors.ts';
import type { Services } from '../services.ts';
import { coverageInForce } from './judge.ts';

/** The lines a case is judged by, and what is on record about them. */
export interface Lines {
  readonly coverage: Coverage;
  readonly records: Records;
}

/**
 * The lines of the day: those in force when it happened, or now where no time is given.
 * @throws Problem 422 where no edition was in force then; 503 while there is none at all.
 */
export async function linesAt(services: Services, occurredAt: string | undefined): Promise<Lines> {
  const { editions, records } = services;
  const current = coverageInForce(editions);
  if (occurredAt === undefined || Date.parse(occurredAt) >= services.clock().getTime())
    return { coverage: current, records: await records(current.edition) };
  const edition = editions.at(new Date(occurredAt));
  const coverage = edition === null ? null : await editions.load(edition);
  if (!coverage) throw noEditionThen(occurredAt);
  return { coverage, records: await records(coverage.edition) };
}

/** The lines of one edition; null for drafts and unknown numbers. */
export async function linesOf({ editions, records }: Services, edition: number): Promise<Lines | null> {
  const coverage = await editions.load(edition);
  return coverage && { coverage, records: await records(edition) };
}

function noEditionThen(occurredAt: string): Problem {
  const detail = {
    zh: `${occurredAt} 时还没有生效的边界版本，无法按当时的边界判定`,
    en: `No edition of boundaries was in force at ${occurredAt}; it cannot be judged by the lines of that day`,
  };
  return new Problem(
    422,
    'no-edition-then',
    { zh: '当时没有边界', en: 'No boundaries at that time' },
    detail,
    [{ pointer: '#/properties/occurredAt', got: occurredAt, detail }],
  );
}
