import { scripts } from '../../geodata/city/case-scripts.ts';
import type { City, Scale } from '../../geodata/city/index.ts';
import { createCity } from '../../geodata/city/index.ts';
import { readGeoJson } from '../../geodata/read/geojson.ts';
import { seedBodies } from '../body/seed.ts';
import { buildEdition } from '../boundary/build.ts';
import { acceptable } from '../boundary/report.ts';
import { publishEdition, saveDraft } from '../boundary/store.ts';
import { replaceHoldings } from '../holding/store.ts';
import { seedRoster } from '../roster/seed.ts';
import { onPublish } from '../seam/publish.ts';
import { recordBases } from '../seam/store.ts';
import type { Services } from '../services.ts';
import type { Progress } from '../state.ts';
import { blowCases, desk } from './cases.ts';
import { insertGround, insertIncidents, insertKeepers, insertLanes, insertPeople } from './store.ts';

/** Days of incidents before now, and how many: about what a city of this size hears in three months, thinned. */
const history = { days: 90, count: 40_000 };

export interface DemoOptions {
  readonly scale?: Scale;
  readonly incidents?: number;
}

/**
 * Loads the schematic demo city where it is missing: boundaries through the same import as anyone's, then what is
 * recorded of their lines, what lies on the ground and who holds it, ninety days of incidents, and a dozen whistles blown through the same steps as anyone's. Each part is
 * looked for first, so that a start that was cut off goes on where it stopped.
 */
export async function loadDemo(
  services: Services,
  onProgress: (progress: Progress) => void,
  options: DemoOptions = {},
): Promise<void> {
  const { database, editions, clock } = services;
  const { scale = 'demo', incidents = history.count } = options;
  // Somebody's own boundaries are in force: the demo's stories would not fit them.
  if (editions.current() && !editions.schematic()) return;
  const [present] = await database.sql<
    { lanes: boolean; incidents: boolean; bases: boolean; whistles: number }[]
  >`
    select exists (select from lane) as lanes, exists (select from incident) as incidents,
           exists (select from seam_record where basis is not null) as bases, (select count(*)::integer from whistle where blown_by = ${desk.name}) as whistles`;
  const done =
    present?.lanes && present.incidents && present.whistles >= scripts.length && editions.current();
  if (!present || done) return;

  onProgress({ step: { zh: '绘制示意城市', en: 'Drawing the schematic city' }, done: 0.02 });
  const city = createCity({ scale });
  if (!editions.current()) await publishCity(services, city, onProgress);
  const coverage = editions.current();
  if (!coverage) throw new Error('the demo city was published but is not in force');
  if (!present.lanes) {
    onProgress({
      step: { zh: '载入街巷、水系、绿地与建筑', en: 'Loading streets, water, parks and buildings' },
      done: 0.6,
    });
    if (!present.bases) await recordBases(database.sql, city.seamBases, { at: clock(), by: desk.name });
    await database.sql.begin(async (tx) => {
      await insertGround(tx, city.ground);
      await insertLanes(tx, city.lanes);
      await replaceHoldings(tx, city.holdings);
      await insertKeepers(tx, city.keepers, clock());
    });
  }
  // In its own transaction: a start that was cut off finds all of it or nothing.
  await database.sql.begin(async (tx) => {
    const [bodies] = await tx`select 1 from body limit 1`;
    if (bodies) return;
    await seedBodies(tx, coverage.edition);
    await seedRoster(tx, clock(), services.config.timeZone);
  });
  await database.sql.begin((tx) => insertPeople(tx, coverage.edition));
  if (!present.incidents) {
    onProgress({
      step: { zh: `载入 ${history.days} 天事件`, en: `Loading ${history.days} days of incidents` },
      done: 0.7,
    });
    const categories = await database.sql<{ code: string }[]>`select code from category order by code`;
    const until = new Date(clock().getTime() - 3 * 3_600_000);
    const rows = city.incidents({
      count: incidents,
      days: history.days,
      until,
      categories: categories.map((c) => c.code),
    });
    await insertIncidents(database.sql, coverage, rows, services.config.timeZone);
  }
  if (present.whistles < city.cases.length) {
    onProgress({ step: { zh: '吹响示例哨', en: 'Blowing the sample whistles' }, done: 0.9 });
    await blowCases(services, city.cases, present.whistles);
  }
  await database.sql`analyze`;
}

async function publishCity(
  { database, editions, clock }: Services,
  city: City,
  onProgress: (progress: Progress) => void,
): Promise<void> {
  const layers = city.layers.map(({ level, features }) => {
    const read = readGeoJson(features, {
      level,
      code: 'code',
      name: 'name',
      nameEn: 'nameEn',
      parent: 'parent',
      parentName: 'parentName',
      city: city.city,
      crs: 'wgs84',
      source: `${city.city.name} ${level}`,
    });
    if ('refusal' in read)
      throw new Error(`the demo city's ${level} layer was refused: ${read.refusal.message.en}`);
    return read.layer;
  });
  const built = buildEdition(layers, {
    accept: acceptable,
    onProgress: (step, fraction) => onProgress({ step, done: 0.05 + fraction * 0.3 }),
  });
  if ('refusal' in built) throw new Error(`the demo city was refused: ${built.refusal.en}`);
  if (!built.edition) throw new Error('the demo city does not make a sound partition');
  onProgress({ step: { zh: '保存边界', en: 'Storing the boundaries' }, done: 0.38 });
  const id = await saveDraft(database.sql, built.edition, built.report, {
    name: `${city.city.name}（示意）`,
    schematic: true,
    evidence: built.evidence,
  });
  onProgress({ step: { zh: '发布边界', en: 'Publishing the boundaries' }, done: 0.5 });
  const inForce = new Promise<void>((resolve) => {
    const stop = editions.onPublished(() => {
      stop();
      resolve();
    });
  });
  const published = await publishEdition(database.sql, id, built.edition, {
    at: clock(),
    // Its lines are those of the whole history, so that any case of it can be judged again.
    validFrom: new Date(clock().getTime() - history.days * 86_400_000),
    actor: 'demo',
    onPublish,
  });
  if ('refused' in published) throw new Error(`the demo city was not published: ${published.refused}`);
  await inForce;
}
