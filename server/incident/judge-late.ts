import type { FootprintGeometry } from '../../geodata/geometry.ts';
import { readDutyList } from '../duty/list.ts';
import type { Services } from '../services.ts';
import { setAreas } from './areas.ts';
import { linesAt } from './edition.ts';
import { judge } from './judge.ts';
import { featureOf } from './judge-stored.ts';
import { writeOutVerdict } from './model.ts';
import { called, standingsOf } from './override.ts';
import { insertVerdict } from './verdict-store.ts';

/**
 * Gives an incident a verdict of its own where it has none, so that whoever opens it finds it as any other: the one that it
 * shares with others, as most of what comes in bulk does; or, where it was never judged, as what is loaded for looking back,
 * one by the lines of the day it happened.
 */
export async function judgeLate(services: Services, id: string): Promise<void> {
  const { sql } = services.database;
  const [found] = await sql<Unjudged[]>`
    select st_asgeojson(i.footprint, 9)::jsonb as footprint, i.accuracy_m as accuracy, i.width_m as width, i.category,
           i.occurred_at as "occurredAt", i.verdict_model is not null as shares
    from incident i where i.id = ${id} and not exists (select from verdict v where v.incident_id = i.id)`;
  if (!found) return;
  if (found.shares) {
    await sql.begin((tx) => writeOutVerdict(tx, id));
    return;
  }
  const at = found.occurredAt.toISOString();
  const { coverage, records } = await linesAt(services, at);
  const duties = await readDutyList(sql, services.clock());
  const kind = duties.categories.find(({ code }) => code === found.category)?.kind;
  const about = { category: found.category, kind, records, at };
  const verdict = judge(coverage, featureOf(found), duties, about);
  await sql.begin(async (tx) => {
    // Two who open it at once: the second waits here, and finds it judged.
    await tx`select from incident where id = ${id} for update`;
    const [judged] = await tx`select from verdict where incident_id = ${id} limit 1`;
    if (judged) return;
    await insertVerdict(tx, id, verdict, { at: services.clock() });
    await setAreas(
      tx,
      id,
      called(standingsOf(verdict, null)).map(({ jurisdiction }) => jurisdiction.code),
    );
  });
}

interface Unjudged {
  /** WGS84. */
  readonly footprint: FootprintGeometry;
  readonly accuracy: number;
  readonly width: number;
  readonly category: string;
  readonly occurredAt: Date;
  readonly shares: boolean;
}
