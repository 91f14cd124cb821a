import PDFDocument from 'pdfkit';
import type { Typeface, Weight } from './typeface.ts';

/** Sizes in points; a page is A4, 595 × 842. */
export const page = { width: 595.28, height: 841.89, margin: 42 } as const;
export const inner = page.width - 2 * page.margin;

export interface TextStyle {
  readonly size: number;
  readonly weight?: Weight;
  readonly colour?: string;
  readonly align?: 'left' | 'right';
}

/** A document that is drawn on from above: where the pen stands, and what it can do. Points from the upper left corner. */
export interface Sheet {
  /** Where the next thing begins. */
  y: number;
  /** Begins a new page unless so much is left of this one; answers whether it did. */
  readonly room: (height: number) => boolean;
  /** One line at the pen, between x and x + width, cut with an ellipsis where it is longer. The pen stays. */
  readonly line: (text: string, x: number, width: number, style: TextStyle) => void;
  /** Text over as many lines as it takes, the pen moves below it. */
  readonly paragraph: (text: string, x: number, width: number, style: TextStyle) => void;
  /** A filled rectangle at the pen. */
  readonly block: (x: number, y: number, width: number, height: number, colour: string) => void;
  readonly hairline: (x: number, width: number) => void;
  /** A PNG at the pen, as wide as given and no higher than `height`; the pen moves below it. */
  readonly image: (png: Uint8Array, x: number, width: number, height: number) => void;
  /** Ends the document with a line at the foot of every page; `{n}` and `{of}` stand for its number and their count. */
  readonly end: (foot: string) => Promise<Uint8Array<ArrayBuffer>>;
}

const ink = '#1c2733';
const hair = '#d5dce4';
const leading = 1.5;

export function createSheet(
  typeface: Typeface,
  about: { readonly title: string; readonly language: 'zh' | 'en'; readonly at: Date },
): Sheet {
  const document = new PDFDocument({
    size: 'A4',
    margin: 0,
    bufferPages: true,
    lang: about.language === 'zh' ? 'zh-CN' : 'en',
    displayTitle: true,
    info: { Title: about.title, Creator: 'Shaotu', CreationDate: about.at },
  });
  const chunks: Uint8Array[] = [];
  document.on('data', (chunk: Uint8Array) => chunks.push(chunk));
  for (const [name, bytes] of typeface.files) document.registerFont(name, bytes as Buffer);

  const widthOf = (text: string, { size, weight = 400 }: TextStyle): number =>
    typeface
      .runs(text, weight)
      .reduce((sum, run) => sum + document.font(run.font).fontSize(size).widthOfString(run.text), 0);

  const set = (text: string, x: number, y: number, style: TextStyle): void => {
    const { size, weight = 400, colour = ink } = style;
    let at = x;
    for (const run of typeface.runs(text, weight)) {
      document.font(run.font).fontSize(size).fillColor(colour);
      document.text(run.text, at, y, { lineBreak: false });
      at += document.widthOfString(run.text);
    }
  };

  const fitting = (text: string, width: number, style: TextStyle): string => {
    if (widthOf(text, style) <= width) return text;
    const letters = [...text];
    while (letters.length > 0 && widthOf(`${letters.join('')}…`, style) > width) letters.pop();
    return `${letters.join('')}…`;
  };

  const sheet: Sheet = {
    y: page.margin,
    room(height) {
      if (sheet.y + height <= page.height - page.margin - 18) return false;
      document.addPage();
      sheet.y = page.margin;
      return true;
    },
    line(text, x, width, style) {
      const cut = fitting(text, width, style);
      set(cut, style.align === 'right' ? x + width - widthOf(cut, style) : x, sheet.y, style);
    },
    paragraph(text, x, width, style) {
      for (const words of linesOf(text, (part) => widthOf(part, style) <= width)) {
        sheet.room(style.size * leading);
        set(words, x, sheet.y, style);
        sheet.y += style.size * leading;
      }
    },
    block(x, y, width, height, colour) {
      document.rect(x, y, width, height).fill(colour);
    },
    hairline(x, width) {
      document
        .moveTo(x, sheet.y)
        .lineTo(x + width, sheet.y)
        .lineWidth(0.5)
        .strokeColor(hair)
        .stroke();
    },
    image(png, x, width, height) {
      const bytes = Buffer.from(png);
      // Width and height stand at the beginning of every PNG (W3C PNG, 11.2.1).
      const [wide, high] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
      const scale = Math.min(width / wide, height / high);
      sheet.room(high * scale);
      document.image(bytes, x, sheet.y, { width: wide * scale });
      sheet.y += high * scale;
    },
    end(foot) {
      const { start, count } = document.bufferedPageRange();
      for (let number = start; number < start + count; number++) {
        document.switchToPage(number);
        const text = foot.replace('{n}', String(number + 1)).replace('{of}', String(count));
        set(text, page.margin, page.height - page.margin + 6, { size: 8, colour: '#5b6875' });
      }
      return new Promise((resolve, reject) => {
        document.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
        document.on('error', reject);
        document.end();
      });
    },
  };
  return sheet;
}

/** Lines that fit: broken at spaces, and between any two Chinese letters but before a closing mark. */
function linesOf(text: string, fits: (line: string) => boolean): readonly string[] {
  const pieces = text.match(/[\u2e80-\uffef][，。；：、）”！？]*|[^\s\u2e80-\uffef]+\s*|\s+/gu) ?? [];
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces) {
    if (line && !fits((line + piece).trimEnd())) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += piece;
  }
  return line.trim() ? [...lines, line.trimEnd()] : lines;
}
