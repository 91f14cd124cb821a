import { parseArgs } from 'node:util';
import { type Level, levels } from '../../geodata/area.ts';
import type { Bilingual } from '../../geodata/jurisdiction/verdict.ts';
import type { ReadOptions } from '../../geodata/read/geojson.ts';
import type { CityName } from '../../geodata/read/layer.ts';
import { acceptable, type FindingKind, readAccepted } from './report.ts';

/** What an import command asks for. */
export interface ImportCommand {
  readonly file: string;
  readonly read: ReadOptions;
  readonly accept: readonly FindingKind[];
  readonly name: string | null;
  readonly schematic: boolean;
  readonly commit: boolean;
  readonly publish: boolean;
  /** Report as JSON on standard output. */
  readonly json: boolean;
}

/** What publishing a draft that was stored before asks for. */
export interface PublishDraftCommand {
  /** Number of the edition. */
  readonly draft: number;
  /** Kinds of error accepted beside those accepted when it was stored. */
  readonly accept: readonly FindingKind[];
}

export const usage = `npm run import -- FILE --level LEVEL --code FIELD --name FIELD --crs CRS [options]
npm run import -- --publish-draft NUMBER [--accept KIND,…|all]

  FILE                    GeoJSON, polygons
  --level LEVEL           ${levels.join(' | ')}
  --code FIELD            field with the area's code            编码字段
  --name FIELD            field with its name                   名称字段
  --name-en FIELD         field with its English name (else pinyin)
  --parent FIELD          field with its parent's code          上级编码字段
  --parent-name FIELD     field with its parent's name          上级名称字段
  --city CODE:NAME        the city, e.g. 110000:北京市          所属城市
  --crs CRS               wgs84 | gcj02 | bd09 | cgcs2000 | EPSG:4326 | EPSG:4490
  --accept KIND,…|all     accept errors by name                 按名接受错误
                          ${acceptable.join(', ')}
  --commit                store a draft edition (else: a dry run)   存为草稿，否则只出报告
  --publish               with --commit: put it in force        发布
  --publish-draft NUMBER  put in force what was stored before   发布已存的草稿
  --title TEXT            name of the edition (else the file's) 版本名称
  --schematic             shapes are schematic: label them so   示意图
  --json                  report as JSON on standard output

  Exit: 0 fine, 1 errors or nothing published, 2 wrong usage.
  The database is DATABASE_URL, else the embedded one in DATA_DIR.`;

/** Reads the command line (without node and script). */
export function readArguments(
  argv: readonly string[],
):
  | { command: ImportCommand }
  | { publishDraft: PublishDraftCommand }
  | { help: true }
  | { wrong: Bilingual } {
  const parsed = parse(argv);
  if ('wrong' in parsed) return parsed;
  const { values, positionals } = parsed;
  if (values.help) return { help: true };
  const accepted = readKinds(values.accept);
  if ('wrong' in accepted) return accepted;
  if (values['publish-draft'] !== undefined)
    return readDraft(values['publish-draft'], accepted.kinds, Object.keys(values).length, positionals);
  const [file] = positionals;
  if (!file || positionals.length > 1)
    return {
      wrong: {
        zh: `需要一个文件，得到 ${positionals.length} 个`,
        en: `One file is wanted, got ${positionals.length}`,
      },
    };
  for (const option of ['level', 'code', 'name', 'crs'] as const)
    if (!values[option]) return { wrong: { zh: `缺少 --${option}`, en: `--${option} is missing` } };
  const level = levels.find((one) => one === values.level);
  if (!level) return { wrong: wrongLevel(values.level) };
  const city = values.city === undefined ? null : readCity(values.city);
  if (values.city !== undefined && !city)
    return {
      wrong: {
        zh: `--city 应为 编码:名称，得到 ${values.city}`,
        en: `--city takes CODE:NAME, got ${values.city}`,
      },
    };
  if (values['parent-name'] && !values.parent)
    return { wrong: { zh: '--parent-name 需要 --parent', en: '--parent-name needs --parent' } };
  if (values.publish && !values.commit)
    return { wrong: { zh: '--publish 需要 --commit', en: '--publish needs --commit' } };
  return {
    command: {
      file,
      read: readOptions(level, values, file, city),
      accept: accepted.kinds,
      name: values.title ?? null,
      schematic: values.schematic ?? false,
      commit: values.commit ?? false,
      publish: values.publish ?? false,
      json: values.json ?? false,
    },
  };
}

function readKinds(text = ''): { kinds: readonly FindingKind[] } | { wrong: Bilingual } {
  const accepted = readAccepted(text);
  if (!('unknown' in accepted)) return accepted;
  return {
    wrong: {
      zh: `--accept 不认识 ${accepted.unknown.join('、')}；可用 ${acceptable.join('、')} 或 all`,
      en: `--accept does not know ${accepted.unknown.join(', ')}; it takes ${acceptable.join(', ')} or all`,
    },
  };
}

function readDraft(
  number: string,
  accept: readonly FindingKind[],
  given: number,
  positionals: readonly string[],
): { publishDraft: PublishDraftCommand } | { wrong: Bilingual } {
  if (!/^[1-9]\d{0,8}$/.test(number))
    return {
      wrong: {
        zh: `--publish-draft 应为版本号，得到 ${number}`,
        en: `--publish-draft takes the number of an edition, got ${number}`,
      },
    };
  if (positionals.length > 0 || given > (accept.length > 0 ? 2 : 1))
    return {
      wrong: {
        zh: '--publish-draft 只与 --accept 同用，不带文件',
        en: '--publish-draft goes with --accept alone, and without a file',
      },
    };
  return { publishDraft: { draft: Number(number), accept } };
}

const options = {
  level: { type: 'string' },
  code: { type: 'string' },
  name: { type: 'string' },
  'name-en': { type: 'string' },
  parent: { type: 'string' },
  'parent-name': { type: 'string' },
  city: { type: 'string' },
  crs: { type: 'string' },
  accept: { type: 'string' },
  title: { type: 'string' },
  schematic: { type: 'boolean' },
  commit: { type: 'boolean' },
  publish: { type: 'boolean' },
  'publish-draft': { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

type Values = {
  readonly [K in keyof typeof options]?: (typeof options)[K]['type'] extends 'boolean' ? boolean : string;
};

function parse(argv: readonly string[]): { values: Values; positionals: string[] } | { wrong: Bilingual } {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { wrong: { zh: `参数有误：${why}`, en: why } };
  }
}

const readOptions = (level: Level, values: Values, file: string, city: CityName | null): ReadOptions => ({
  level,
  code: values.code ?? '',
  name: values.name ?? '',
  crs: values.crs ?? '',
  source: file.split(/[\\/]/).at(-1) ?? file,
  ...(values['name-en'] && { nameEn: values['name-en'] }),
  ...(values.parent && { parent: values.parent }),
  ...(values['parent-name'] && { parentName: values['parent-name'] }),
  ...(city && { city }),
});

function readCity(text: string): CityName | null {
  const [, code, name] = /^([^\s:|,]+)[:：](.+)$/.exec(text.trim()) ?? [];
  return code && name ? { code, name: name.trim() } : null;
}

const wrongLevel = (got: string | undefined): Bilingual => ({
  zh: `--level 应为 ${levels.join('、')} 之一，得到 ${got}`,
  en: `--level takes one of ${levels.join(', ')}, got ${got}`,
});
