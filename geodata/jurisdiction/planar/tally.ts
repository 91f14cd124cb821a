// biome-ignore-all lint/style/noNonNullAssertion: every index is within bounds by construction, and checks would cost the inner loops

/**
 * Sums by face, for the few faces of many that a walk meets. Each gets the next free place in dense lists when it is first
 * met, so that what is added to again and again lies together. Sums by place.
 */
export interface Tally {
  /** Faces met since `begin`: the first `count` of them, in the order they were met. */
  readonly met: Int32Array;
  count: number;
  readonly amount: Float64Array;
  /** Metres of the footprint's outline, and of the chains inside the footprint. */
  readonly outlined: Float64Array;
  readonly rimmed: Float64Array;
  /** What the strokes around a part leave open, in grid units. */
  readonly openX: Float64Array;
  readonly openY: Float64Array;
  begin(): void;
  /** The place of a face, made where it has none. */
  placeOf(face: number): number;
  isMet(face: number): boolean;
}

export function createTally(faces: number): Tally {
  const place = new Int32Array(faces);
  const met = new Int32Array(faces);
  const tally = {
    met,
    count: 0,
    amount: new Float64Array(faces),
    outlined: new Float64Array(faces),
    rimmed: new Float64Array(faces),
    openX: new Float64Array(faces),
    openY: new Float64Array(faces),
    begin() {
      tally.count = 0;
    },
    placeOf(face: number): number {
      const known = place[face]!;
      if (known < tally.count && met[known] === face) return known;
      const next = tally.count++;
      place[face] = next;
      met[next] = face;
      tally.amount[next] = 0;
      tally.outlined[next] = 0;
      tally.rimmed[next] = 0;
      tally.openX[next] = 0;
      tally.openY[next] = 0;
      return next;
    },
    isMet(face: number): boolean {
      const known = place[face]!;
      return known < tally.count && met[known] === face;
    },
  };
  return tally;
}
