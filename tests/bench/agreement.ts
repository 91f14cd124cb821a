/** Square metres, or metres of a line, by code of the finest area. */
export type Amounts = ReadonlyMap<string, number>;

/** Two answers agree on an area within `share` of the footprint and `amount` besides. */
export interface Tolerance {
  readonly share: number;
  readonly amount: number;
}

/** PostGIS measures on geodesics; the others are compared on the same straight edges. */
export const onGeography: Tolerance = { share: 1e-3, amount: 0.01 };
export const onPlane: Tolerance = { share: 1e-6, amount: 0 };

/** The area on which two answers differ most beyond the tolerance, in words; null where they agree. */
export function findDisagreement(
  ours: Amounts,
  theirs: Amounts,
  whole: number,
  { share, amount }: Tolerance,
): string | null {
  const allowed = share * whole + amount;
  let worst: { readonly code: string; readonly difference: number } | null = null;
  for (const code of new Set([...ours.keys(), ...theirs.keys()])) {
    const difference = Math.abs((ours.get(code) ?? 0) - (theirs.get(code) ?? 0));
    // A difference that is no number is no agreement.
    if (!(difference <= Math.max(allowed, worst?.difference ?? 0))) worst = { code, difference };
  }
  if (!worst) return null;
  const { code } = worst;
  return `area ${code}: ${ours.get(code) ?? 0} here, ${theirs.get(code) ?? 0} by the peer, of ${whole}; allowed ${allowed}`;
}
