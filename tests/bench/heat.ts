import { gzipSync } from 'node:zlib';
import type { IncidentColumns } from '../../geodata/analysis/incidents.ts';
import { unitsPerDegree } from '../../geodata/analysis/incidents.ts';
import { countBySums } from '../../geodata/analysis/sums/count.ts';
import { bytesOf } from '../../geodata/analysis/sums/sums.ts';
import { encodeWire, type Wire } from '../../geodata/analysis/wire.ts';
import type { Bench } from './bench.ts';
import { measureBrush } from './brush.ts';
import {
  anyQuestions,
  calendar,
  categories,
  choiceOf,
  columnsOf,
  commonQuestions,
  firstDay,
  groupingOf,
  lastDay,
  type Question,
  sumsOf,
  timeZone,
} from './heat-ground.ts';
import { openDuckdb, openPostgis, type Peer } from './heat-peers.ts';
import type { Measure } from './measure.ts';
import { median, milliseconds, percentile } from './statistics.ts';

const sizes = [
  ['1m', 1_000_000],
  ['10m', 10_000_000],
] as const;
const peers = [
  ['postgis', openPostgis],
  ['duckdb', openDuckdb],
] as const;
/** Questions of each kind, all of them held against the peer's answers; and how many of them are timed there. */
const [asked, timed] = [60, 12];

export const heatMeasures: readonly Measure[] = [
  ...sizes.flatMap(([size, count]) =>
    peers.flatMap(([peer, open]) => [
      heat(
        `heat.${size}.${peer}`,
        count,
        commonQuestions(asked),
        open,
        'by district or subdistrict, any days, all categories or some',
      ),
      heat(
        `heat.${size}.any.${peer}`,
        count,
        anyQuestions(asked),
        open,
        'categories, kind, source, outcome and hours in any combination, down to communities',
      ),
    ]),
  ),
  {
    name: 'brush.1m',
    unit: 'ms',
    run: (bench) => measureBrush(bench, wireOf(bench, 1_000_000)),
  },
  {
    name: 'wire.1m',
    unit: 'MB',
    run: async (bench) => {
      const wire = wireOf(bench, 1_000_000);
      const bytes = encodeWire(wire);
      return {
        ours: gzipSync(bytes).length / 1e6,
        peer: jsonOf(wire.columns) / 1e6,
        n: wire.columns.count,
        note: `gzipped, ${(bytes.length / 1e6).toFixed(1)} MB before; peer: the same rows as JSON, gzipped`,
      };
    },
  },
];

function heat(
  name: string,
  count: number,
  questions: readonly Question[],
  open: (bench: Bench, columns: IncidentColumns) => Promise<Peer>,
  what: string,
): Measure {
  return {
    name,
    unit: 'ms',
    run: async (bench) => {
      const columns = columnsOf(bench, count);
      const { sums, seconds } = sumsOf(bench, count);
      const opened = await open(bench, columns);
      try {
        for (const question of questions)
          compare(answerOf(bench, columns, question), await opened.ask(question), question);
        const ours: number[] = [];
        const drawn: number[] = [];
        const theirs: number[] = [];
        for (const [number, question] of questions.entries()) {
          for (let turn = 0; turn < 3; turn++) {
            ours.push(await milliseconds(() => countOf(bench, columns, question)));
            drawn.push(await milliseconds(() => countOf(bench, columns, question, 24)));
          }
          if (number < timed) theirs.push(await milliseconds(() => opened.ask(question)));
        }
        return {
          ours: median(ours),
          peer: median(theirs),
          n: count,
          note: `${what}; ${questions.length} questions, all answers agreed; ours with all days besides, p95 ${percentile(ours, 95).toPrecision(3)} ms, with sparklines ${median(drawn).toPrecision(3)} ms, p95 ${percentile(drawn, 95).toPrecision(3)} ms; sums made in ${seconds.toFixed(1)} s and ${Math.round(bytesOf(sums) / 1e6)} MB; ${opened.engine}, p95 ${percentile(theirs, 95).toPrecision(3)} ms`,
        };
      } finally {
        await opened.close();
      }
    },
  };
}

/** Everything that one answer of the planner's desk counts. */
function countOf(bench: Bench, columns: IncidentColumns, question: Question, buckets = 0) {
  const counted = countBySums(columns, calendar, sumsOf(bench, columns.count).sums, {
    choice: choiceOf(question),
    grouping: groupingOf(bench, question.level),
    hours: question.hours === undefined ? null : hoursMask(question.hours),
    buckets,
  });
  if (counted === null) throw new Error(`no answer to ${JSON.stringify(question)}`);
  return counted;
}

const hoursMask = (hours: readonly number[]): Uint8Array => {
  const mask = new Uint8Array(168);
  for (const hour of hours) mask[hour] = 1;
  return mask;
};

function answerOf(bench: Bench, columns: IncidentColumns, question: Question): ReadonlyMap<string, number> {
  const counted = countOf(bench, columns, question);
  const answer = new Map<string, number>();
  const put = (kind: string, counts: Uint32Array) =>
    counts.forEach((count, place) => {
      if (count > 0) answer.set(`${kind}${place}`, count);
    });
  put('g', counted.groups);
  // The desk shows all hours, whichever are pointed at; the peer was asked for those alone.
  put(
    'h',
    counted.hours.map((count, hour) => (question.hours?.includes(hour) === false ? 0 : count)),
  );
  put('c', counted.categories);
  return answer;
}

function compare(
  ours: ReadonlyMap<string, number>,
  theirs: ReadonlyMap<string, number>,
  question: Question,
): void {
  for (const key of new Set([...ours.keys(), ...theirs.keys()]))
    if (ours.get(key) !== theirs.get(key))
      throw new Error(
        `${key}: ${ours.get(key) ?? 0} here, ${theirs.get(key) ?? 0} by the peer, to ${JSON.stringify(question)}`,
      );
}

function wireOf(bench: Bench, count: number): Wire {
  const columns = columnsOf(bench, count);
  const { groupOf } = groupingOf(bench);
  const coverage = bench.coverage();
  const codes = [...coverage.areas.values()].flatMap(({ level, code }) =>
    level === 'subdistrict' ? [code] : [],
  );
  return {
    header: {
      edition: coverage.edition,
      count,
      first: firstDay,
      last: lastDay,
      timeZone,
      within: null,
      leaves: coverage.leaves.length,
      levels: { subdistrict: codes },
      categories: Array.from({ length: categories }, (_, code) => ({
        code: String(code),
        name: '',
        nameEn: '',
      })),
    },
    columns,
    groupOf: { subdistrict: groupOf },
  };
}

/** Gzipped bytes of the rows as a list of objects would travel. */
function jsonOf({
  count,
  time,
  category,
  kind,
  source,
  outcome,
  area,
  longitude,
  latitude,
}: IncidentColumns): number {
  const rows: string[] = [];
  for (let row = 0; row < count; row++)
    rows.push(
      `{"time":${time[row]},"category":${category[row]},"kind":${kind[row]},"source":${source[row]},"outcome":${outcome[row]},"area":${area[row]},"lon":${(longitude[row] ?? 0) / unitsPerDegree},"lat":${(latitude[row] ?? 0) / unitsPerDegree}}`,
    );
  return gzipSync(`[${rows.join()}]`).length;
}
