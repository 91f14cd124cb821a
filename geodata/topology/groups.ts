// biome-ignore-all lint/style/noNonNullAssertion: every index is within bounds by construction, and checks would cost the inner loops

/** Things 0 .. count − 1, at first each for itself, joined two by two (union-find with path halving). */
export class Groups {
  readonly #up: Int32Array;

  constructor(count: number) {
    this.#up = Int32Array.from({ length: count }, (_, i) => i);
  }

  /** The one that stands for all of its group. */
  rootOf(i: number): number {
    const up = this.#up;
    let root = i;
    while (up[root] !== root) {
      up[root] = up[up[root]!]!;
      root = up[root]!;
    }
    return root;
  }

  join(i: number, j: number): void {
    this.#up[this.rootOf(i)] = this.rootOf(j);
  }
}
