import { hash } from 'node:crypto';
import type { TransactionSql } from 'postgres';
import type { Verdict } from '../../geodata/jurisdiction/verdict.ts';

/**
 * Keeps verdicts that many incidents share, as `judgeBulk` gives them, and answers the number of each: those that are known
 * already, by whichever file, cost one look.
 */
export async function noteModels(
  tx: TransactionSql,
  verdicts: ReadonlySet<Verdict>,
): Promise<ReadonlyMap<Verdict, number>> {
  const texts = new Map([...verdicts].map((verdict) => [textOf(verdict).digest, textOf(verdict).text]));
  const digests = [...texts.keys()];
  const known = await readModels(tx, digests);
  // In one order for everybody, so that two who bring the same verdicts never wait for each other in a circle.
  const fresh = digests.filter((digest) => !known.has(digest)).sort();
  if (fresh.length > 0) {
    await tx`
      insert into verdict_model (edition_id, rules, digest, body)
      select (body ->> 'edition')::integer, body ->> 'rules', digest, body
      from rows from (jsonb_array_elements(${`[${fresh.map((digest) => texts.get(digest)).join(',')}]`}::text::jsonb),
                      unnest(${fresh}::text[])) as given (body, digest)
      on conflict (digest) do nothing`;
    for (const [digest, id] of await readModels(tx, fresh)) known.set(digest, id);
  }
  return new Map(
    [...verdicts].map((verdict) => {
      const id = known.get(textOf(verdict).digest);
      if (id === undefined) throw new Error(`a verdict of edition ${verdict.edition} was not kept`);
      return [verdict, id];
    }),
  );
}

async function readModels(tx: TransactionSql, digests: readonly string[]): Promise<Map<string, number>> {
  if (digests.length === 0) return new Map();
  const rows = await tx<{ id: number; digest: string }[]>`
    select id, digest from verdict_model where digest = any (${[...digests]}::text[])`;
  return new Map(rows.map(({ id, digest }) => [digest, id]));
}

/** Of a verdict that many share, written once. */
function textOf(verdict: Verdict): { readonly text: string; readonly digest: string } {
  let written = writings.get(verdict);
  if (!written) {
    const { geometryHash: _, ...body } = verdict;
    const text = JSON.stringify(body);
    written = { text, digest: hash('sha256', text, 'hex') };
    writings.set(verdict, written);
  }
  return written;
}

const writings = new WeakMap<Verdict, { readonly text: string; readonly digest: string }>();

/**
 * Gives an incident that shares a verdict one of its own: that same one, with the hash of its own footprint, as of when it
 * was entered. Nothing happens to one that has its own already.
 */
export async function writeOutVerdict(tx: TransactionSql, incidentId: string): Promise<void> {
  const [point] = await tx<{ lon: number; lat: number; accuracy: number }[]>`
    select st_x(location) as lon, st_y(location) as lat, accuracy_m as accuracy
    from incident where id = ${incidentId} and verdict_model is not null for update`;
  if (!point) return;
  const geometryHash = hashOfPoint(point);
  await tx`
    insert into verdict (incident_id, edition_id, rules, geometry_hash, created_at, body, footprint, accuracy_m, width_m)
    select i.id, m.edition_id, m.rules, ${geometryHash}, i.created_at,
           m.body || jsonb_build_object('geometryHash', ${geometryHash}::text), i.footprint, i.accuracy_m, i.width_m
    from incident i join verdict_model m on m.id = i.verdict_model where i.id = ${incidentId}`;
  await tx`update incident set verdict_model = null where id = ${incidentId}`;
}

/**
 * The hash that `canonicalHash` gives to a point, by the processor's own SHA-256: kind, accuracy, width, count, and the
 * position in units of 1e-9 degree.
 */
export function hashOfPoint({ lon, lat, accuracy }: Point): string {
  hashed.writeDoubleLE(accuracy, 8);
  hashed.writeDoubleLE(Math.round(lon * 1e9), 32);
  hashed.writeDoubleLE(Math.round(lat * 1e9), 40);
  return hash('sha256', hashed, 'hex');
}

/** WGS84; `accuracy` is its 95 % radius in metres. */
interface Point {
  readonly lon: number;
  readonly lat: number;
  readonly accuracy: number;
}

/** Kind 0, accuracy, width 0, count 2, longitude, latitude. */
const hashed = Buffer.alloc(48);
hashed.writeDoubleLE(2, 24);
