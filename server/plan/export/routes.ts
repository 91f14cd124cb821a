import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import sharp from 'sharp';
import { z } from 'zod';
import { requires } from '../../access/routes.ts';
import type { Account } from '../../access/session.ts';
import { handOut } from '../../audit/hand-out.ts';
import { invalid, languageOf, valid } from '../../errors.ts';
import { reportPdf } from '../../exchange/pdf/report.ts';
import type { Environment, Services } from '../../services.ts';
import { type PlanFilter, planFilter } from '../filter.ts';
import { heatCsv, heatGeoJson } from './files.ts';
import { heatReport } from './report.ts';
import type { Found } from './table.ts';

const fileQuery = planFilter.extend({ lang: z.enum(['zh', 'en']).optional() });

/** Bytes of a map's picture: a screen of 3840 × 2160 takes up to 5 MB. */
const mostPictureBytes = 5_500_000;
/** Areas whose shapes one file may hold: a city's cells are more than a browser can take. */
const mostShapes = 20_000;

const reportBody = z.object({
  filter: planFilter,
  /** The map as a PNG in base64. */
  map: z
    .base64()
    .max(Math.ceil((mostPictureBytes * 4) / 3))
    .nullable()
    .default(null),
  legend: z
    .object({
      title: z.string().max(120),
      classes: z
        .array(
          z.object({
            colour: z.string().regex(/^#[0-9a-f]{6}$/i, 'must be a colour such as #8d5aa1'),
            bounds: z.string().max(40),
            count: z.number().int().min(0),
          }),
        )
        .max(12),
    })
    .nullable()
    .default(null),
});

/** `/api/plan`, what leaves it as a file: always only what the account may see, and noted in the audit log. */
export const exportRoutes = (
  services: Services,
  find: (account: Account, filter: PlanFilter) => Promise<Found>,
) => {
  const details = ({ heat, filter }: Found) => ({
    from: heat.from,
    to: heat.to,
    level: filter.level,
    within: heat.within ?? 'all',
    incidents: heat.total,
  });
  const nameOf = ({ heat, filter }: Found, ending: string) =>
    `heat-${filter.level}-${heat.from}-${heat.to}.${ending}`;
  return new Hono<Environment>()
    .get(
      '/heat.csv',
      requires('plan.see'),
      describeRoute({ summary: 'The ranking of a filter as a table for a spreadsheet' }),
      valid('query', fileQuery),
      async (c) => {
        const { lang, ...filter } = c.req.valid('query');
        const found = await find(c.var.account, filter);
        return handOut(c, services, {
          name: nameOf(found, 'csv'),
          type: 'text/csv',
          content: heatCsv(found, lang ?? languageOf(c)),
          object: 'plan:heat',
          details: details(found),
        });
      },
    )
    .get(
      '/heat.geojson',
      requires('plan.see'),
      describeRoute({ summary: 'The areas of a filter with their shapes and figures (RFC 7946)' }),
      valid('query', fileQuery),
      async (c) => {
        const { lang, ...filter } = c.req.valid('query');
        const found = await find(c.var.account, filter);
        if (found.heat.rows.length > mostShapes) throw tooMany(found.heat.rows.length);
        return handOut(c, services, {
          name: nameOf(found, 'geojson'),
          type: 'application/geo+json',
          content: await heatGeoJson(services.reading.sql, found, lang ?? languageOf(c)),
          object: 'plan:heat',
          details: details(found),
        });
      },
    )
    .post(
      '/report',
      requires('plan.see'),
      describeRoute({ summary: 'A report as a PDF: map, ranking, filters, date and edition' }),
      valid('json', reportBody),
      async (c) => {
        const { filter, map, legend } = c.req.valid('json');
        const { account } = c.var;
        const found = await find(account, filter);
        const language = languageOf(c);
        const report = heatReport(
          found,
          language,
          { map: map === null ? null : await pictureOf(map), legend },
          {
            at: services.clock(),
            reader: language === 'zh' ? account.displayName : account.displayNameEn || account.displayName,
            timeZone: services.config.timeZone,
            schematic: services.editions.schematic(),
          },
        );
        return handOut(c, services, {
          name: nameOf(found, 'pdf'),
          type: 'application/pdf',
          content: await reportPdf(report),
          object: 'plan:heat',
          details: details(found),
        });
      },
    );
};

/** The picture as our own library writes it: no more pixels than paper shows, and nothing of whatever else was sent. */
async function pictureOf(base64: string): Promise<Uint8Array> {
  const bytes = Buffer.from(base64, 'base64');
  try {
    return await sharp(bytes, { limitInputPixels: 40_000_000 })
      .resize({ width: 1800, withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .png()
      .toBuffer();
  } catch {
    const got = `${bytes.length} B`;
    const detail = {
      zh: `地图应为图片，得到的 ${got} 内容无法读成图片`,
      en: `The map must be a picture; the ${got} that came cannot be read as one`,
    };
    throw invalid(detail, [{ pointer: '#/map', got, detail }]);
  }
}

function tooMany(areas: number) {
  const detail = {
    zh: `共 ${areas} 个单位，一个文件最多 ${mostShapes} 个；请缩小范围，或换一级辖区`,
    en: `These are ${areas} areas, one file holds ${mostShapes} at most; choose an area, or another level`,
  };
  return invalid(detail, [{ pointer: 'query/level', got: String(areas), detail }]);
}
