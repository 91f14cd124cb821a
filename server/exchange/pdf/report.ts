import { createSheet, inner, page, type Sheet } from './sheet.ts';
import { typefaceFor } from './typeface.ts';

/** A column of a table; `share` is its part of the width. */
export interface ReportColumn {
  readonly title: string;
  readonly share: number;
  readonly align?: 'left' | 'right';
}

/** A class of what the map is coloured by: its colour (#rrggbb), its bounds in words, how many things are in it. */
export interface ReportClass {
  readonly colour: string;
  readonly bounds: string;
  readonly count: number;
}

/** What a report says, in one language, ready to be set. */
export interface Report {
  readonly language: 'zh' | 'en';
  readonly title: string;
  /** What it is about, each with its name: the days, the filters, the edition, who made it and when. */
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  readonly map: { readonly png: Uint8Array; readonly caption: string } | null;
  readonly legend: { readonly title: string; readonly classes: readonly ReportClass[] } | null;
  readonly tables: readonly {
    readonly title: string;
    readonly columns: readonly ReportColumn[];
    readonly rows: readonly (readonly string[])[];
  }[];
  /** What a reader must know: what was left out, what the figures are not. */
  readonly notes: readonly string[];
  /** At the foot of every page; `{n}` and `{of}` stand for its number and their count. */
  readonly foot: string;
  readonly at: Date;
}

const quiet = '#5b6875';

/** Sets a report as a PDF on A4: title, facts, map with its legend, tables with their head on every page, notes. */
export async function reportPdf(report: Report): Promise<Uint8Array<ArrayBuffer>> {
  const sheet = createSheet(await typefaceFor(wordsOf(report)), report);
  sheet.line(report.title, page.margin, inner, { size: 20, weight: 500 });
  sheet.y += 34;
  for (const { name, value } of report.facts) {
    sheet.room(16);
    const begin = sheet.y;
    sheet.line(name, page.margin, 84, { size: 9, colour: quiet });
    sheet.y = begin;
    sheet.paragraph(value, page.margin + 90, inner - 90, { size: 9 });
    sheet.y = Math.max(sheet.y, begin + 14);
  }
  sheet.y += 10;
  if (report.map) {
    sheet.image(report.map.png, page.margin, inner, 400);
    sheet.y += 6;
    sheet.paragraph(report.map.caption, page.margin, inner, { size: 8, colour: quiet });
    sheet.y += 6;
  }
  if (report.legend) drawLegend(sheet, report.legend);
  for (const table of report.tables) drawTable(sheet, table);
  for (const note of report.notes) {
    sheet.y += 4;
    sheet.paragraph(note, page.margin, inner, { size: 9, colour: quiet });
  }
  return sheet.end(report.foot);
}

function drawLegend(sheet: Sheet, { title, classes }: NonNullable<Report['legend']>): void {
  sheet.room(54);
  sheet.line(title, page.margin, inner, { size: 9, weight: 500 });
  sheet.y += 16;
  const width = inner / Math.max(classes.length, 1);
  classes.forEach(({ colour, bounds, count }, i) => {
    const x = page.margin + i * width;
    sheet.block(x, sheet.y, width - 2, 8, colour);
    const begin = sheet.y;
    sheet.y += 11;
    sheet.line(bounds, x, width - 4, { size: 8 });
    sheet.y += 11;
    sheet.line(String(count), x, width - 4, { size: 8, colour: quiet });
    sheet.y = begin;
  });
  sheet.y += 42;
}

const rowHeight = 16;

function drawTable(sheet: Sheet, { title, columns, rows }: Report['tables'][number]): void {
  const whole = columns.reduce((sum, { share }) => sum + share, 0);
  const places = columns.map(({ share }, i) => {
    const before = columns.slice(0, i).reduce((sum, column) => sum + column.share, 0);
    return { x: page.margin + (before / whole) * inner, width: (share / whole) * inner - 6 };
  });
  const drawRow = (cells: readonly string[], colour: string | undefined) => {
    cells.forEach((cell, i) => {
      const place = places[i];
      if (place)
        sheet.line(cell, place.x, place.width, {
          size: 9,
          align: columns[i]?.align ?? 'left',
          ...(colour && { colour }),
        });
    });
    sheet.y += rowHeight - 3;
    sheet.hairline(page.margin, inner);
    sheet.y += 3;
  };
  const drawHead = () =>
    drawRow(
      columns.map((column) => column.title),
      quiet,
    );
  sheet.room(30 + 3 * rowHeight);
  sheet.y += 8;
  sheet.line(title, page.margin, inner, { size: 12, weight: 500 });
  sheet.y += 22;
  drawHead();
  for (const row of rows) {
    if (sheet.room(rowHeight)) drawHead();
    drawRow(row, undefined);
  }
  sheet.y += 10;
}

function* wordsOf({ title, facts, map, legend, tables, notes, foot }: Report): Iterable<string> {
  yield title;
  for (const { name, value } of facts) yield name + value;
  if (map) yield map.caption;
  if (legend) yield legend.title + legend.classes.map(({ bounds }) => bounds).join('');
  for (const table of tables) {
    yield table.title;
    for (const column of table.columns) yield column.title;
    for (const row of table.rows) yield row.join('');
  }
  yield* notes;
  yield foot;
}
