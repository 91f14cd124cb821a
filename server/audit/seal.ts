import { createHash } from 'node:crypto';

/** What details may hold. */
export type Detail =
  | string
  | number
  | boolean
  | null
  | readonly Detail[]
  | { readonly [key: string]: Detail };

/** One row as it is sealed; `at` in milliseconds since 1970. */
export interface Sealed {
  readonly seq: number;
  readonly at: number;
  readonly actor: string | null;
  readonly action: string;
  readonly object: string | null;
  readonly details: { readonly [key: string]: Detail };
  /** Hash of the row before. */
  readonly previous: string;
}

/** What the first row names as the row before it. */
export const noHash = '0'.repeat(64);

/** SHA-256, hexadecimal, over the row in canonical JSON. */
export const seal = ({ seq, at, actor, action, object, details, previous }: Sealed): string =>
  createHash('sha256')
    .update(
      canonical({ seq, at: new Date(at).toISOString(), actor, action, object, details, previous } as Detail),
    )
    .digest('hex');

/** JSON with the keys of every object sorted by code unit and no white space: after RFC 8785, for values that jsonb keeps. */
export function canonical(value: Detail): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const members = Object.entries(value as { readonly [key: string]: Detail })
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`);
  return `{${members.join(',')}}`;
}
