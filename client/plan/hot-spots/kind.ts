/** What an area is taken for, from the hottest to the coldest. */
export const spotKinds = ['hot99', 'hot95', 'none', 'cold95', 'cold99'] as const;
export type SpotKind = (typeof spotKinds)[number];

/** Hot where it stands out upwards, cold downwards, at a false-discovery rate of one in a hundred or one in twenty. */
export function kindOf({ z, q }: { readonly z: number; readonly q: number }): SpotKind {
  if (q > 0.05) return 'none';
  const strict = q <= 0.01;
  return z > 0 ? (strict ? 'hot99' : 'hot95') : strict ? 'cold99' : 'cold95';
}

/** Names of colours: plum for more than chance would have it, grey for fewer. */
export const spotColour: Readonly<Record<SpotKind, string>> = {
  hot99: 'q6',
  hot95: 'q4',
  none: 'q0',
  cold95: 'line-2',
  cold99: 'ink-3',
};
