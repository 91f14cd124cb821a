/**
 * Array types of the driver. postgres.js can ask the server for them on each new connection, but a connection lost
 * meanwhile rejects a promise nobody holds and ends the process; these few, fixed since PostgreSQL's beginnings, will do.
 */
interface ElementType {
  readonly element: number;
  readonly array: number;
  /** From the text of one element; absent where it stays text. */
  readonly parse?: (text: string) => unknown;
}

const elementTypes: readonly ElementType[] = [
  { element: 16, array: 1000, parse: (text) => text === 't' }, // boolean
  { element: 17, array: 1001, parse: (text) => Buffer.from(text.slice(2), 'hex') }, // bytea
  { element: 20, array: 1016 }, // bigint
  { element: 21, array: 1005, parse: Number }, // smallint
  { element: 23, array: 1007, parse: Number }, // integer
  { element: 25, array: 1009 }, // text
  { element: 700, array: 1021, parse: Number }, // real
  { element: 701, array: 1022, parse: Number }, // double precision
  { element: 1043, array: 1015 }, // varchar
  { element: 1082, array: 1182, parse: (text) => new Date(text) }, // date
  { element: 1184, array: 1185, parse: (text) => new Date(text) }, // timestamptz
  { element: 1700, array: 1231 }, // numeric
  { element: 3802, array: 3807, parse: (text) => JSON.parse(text) }, // jsonb
];

/** For the `types` option of postgres.js. */
export const arrayTypes = Object.fromEntries(
  elementTypes.map(({ array, parse = (text: string) => text }) => [
    `array${array}`,
    { to: array, from: [array], serialize: writeArray, parse: (text: string) => readArray(text, parse) },
  ]),
);

/** Array type by element type, for `sql.array`. */
export const arrayOf: Readonly<Record<number, number>> = Object.fromEntries(
  elementTypes.map(({ element, array }) => [element, array]),
);

/** An array as PostgreSQL writes it: https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO */
function writeArray(values: unknown): string {
  if (!Array.isArray(values)) return String(values);
  let text = '';
  for (const value of values) text += `${text === '' ? '' : ','}${writeElement(value)}`;
  return `{${text}}`;
}

function writeElement(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (value === null || value === undefined) return 'NULL';
  if (Array.isArray(value)) return writeArray(value);
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint')
    return String(value);
  return quoted(elementText(value));
}

/** Few texts have anything to escape, and to look is faster than to replace. */
const quoted = (text: string): string =>
  text.includes('"') || text.includes('\\') ? `"${text.replace(/["\\]/g, '\\$&')}"` : `"${text}"`;

function elementText(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString('hex')}`;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function readArray(text: string, parse: (text: string) => unknown): unknown[] {
  const token = /\{|\}|,|"((?:[^"\\]|\\.)*)"|[^{},"]+/gs;
  const open: unknown[][] = [[]];
  for (const [part, quoted] of text.slice(text.indexOf('{')).matchAll(token)) {
    const inner = open.at(-1) as unknown[];
    if (part === '{') {
      const array: unknown[] = [];
      inner.push(array);
      open.push(array);
    } else if (part === '}') open.pop();
    else if (quoted !== undefined) inner.push(parse(quoted.replace(/\\(.)/gs, '$1')));
    else if (part !== ',') inner.push(part === 'NULL' ? null : parse(part));
  }
  return open[0]?.[0] as unknown[];
}
