import { Problem } from '../errors.ts';
import { eventChannel } from '../live/log.ts';
import type { Services } from '../services.ts';
import {
  type CityColumns,
  emptyColumns,
  type IncidentRow,
  readCategories,
  readIncidents,
  replaceRows,
  withSums,
} from './columns.ts';
import { type Mark, readMark, readTouched } from './touched.ts';

/** The columns of a running process: read once, when first asked for, and kept in step with the log from then on. */
export interface PlanBook {
  /**
   * The columns as of now, on the lines in force.
   * @throws Problem 503 while they are read and it takes longer than a reader likes to wait; 409 before there are boundaries.
   */
  current(): Promise<CityColumns>;
}

/** Milliseconds that a request waits for columns being read. */
const patience = 20_000;

export function createPlanBook({ database, reading, editions, config, log }: Services): PlanBook {
  let held: CityColumns | null = null;
  let mark: Mark = { event: '0', incident: '0' };
  /** Whether the log may have gone on since the columns were last looked at. */
  let behind = false;
  let listening: Promise<unknown> | null = null;
  let making: Promise<CityColumns> | null = null;
  let read = 0;
  let expected = 0;

  const load = async (): Promise<CityColumns> => {
    const coverage = editions.current();
    if (coverage === null) throw noEdition();
    listening ??= database.listen(
      eventChannel,
      () => {
        behind = true;
      },
      () => {
        behind = true;
      },
    );
    await listening;
    const { sql } = reading;
    mark = await readMark(sql);
    const [all] = await sql<{ incidents: number }[]>`select count(*)::int as incidents from incident`;
    [expected, read] = [all?.incidents ?? 0, 0];
    const rows: IncidentRow[] = [];
    await readIncidents(sql, null, (some) => {
      for (const row of some) rows.push(row);
      read = rows.length;
    });
    const categories = await readCategories(sql);
    return withSums(replaceRows(emptyColumns(coverage, config.timeZone, categories), new Set(), rows));
  };

  const catchUp = async (columns: CityColumns): Promise<CityColumns> => {
    behind = false;
    const { sql } = database;
    const now = await readMark(sql);
    const touched = await readTouched(sql, mark);
    if (touched.length === 0) return columns;
    const rows: IncidentRow[] = [];
    await readIncidents(sql, touched, (some) => rows.push(...some));
    const next = await withSums(replaceRows(columns, new Set(touched.map(Number)), rows));
    mark = now;
    return next;
  };

  const look = async (): Promise<CityColumns> => {
    const now = held === null || held.edition !== editions.currentEdition() ? await load() : held;
    try {
      held = behind && now === held ? await catchUp(now) : now;
    } catch (error) {
      behind = true;
      throw error;
    }
    return held;
  };

  return {
    async current() {
      if (held !== null && !behind && held.edition === editions.currentEdition()) return held;
      making ??= look().finally(() => {
        making = null;
      });
      const made = making;
      made.catch((error: unknown) => log.error({ err: error }, 'the columns of incidents could not be read'));
      const waited = new Promise<null>((resolve) => {
        setTimeout(resolve, patience, null).unref();
      });
      const columns = await Promise.race([made, waited]);
      if (columns === null) throw stillReading(read, expected);
      return columns;
    },
  };
}

const noEdition = (): Problem =>
  new Problem(
    409,
    'no-edition',
    { zh: '还没有边界', en: 'No boundaries yet' },
    {
      zh: '发布第一个边界版本之后才能研判',
      en: 'There is nothing to plan by before the first edition is published',
    },
  );

const stillReading = (read: number, expected: number): Problem =>
  new Problem(
    503,
    'plan-preparing',
    { zh: '正在整理事件', en: 'Incidents are being read' },
    {
      zh: `已读入 ${read} 件，共 ${expected} 件，请稍候`,
      en: `${read} of ${expected} have been read; one moment please`,
    },
    [],
    5,
  );
