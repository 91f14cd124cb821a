/** Thresholds of the decision, kept as data: a verdict records the version it used. */
export interface Rules {
  readonly version: string;
  /** Metres: seam accuracy and drawing tolerance together. Thinner parts call nobody. */
  readonly tolerance: number;
  /** Square metres that a thin part must stay under to be a sliver. */
  readonly sliverArea: number;
  /** Footprints under this many square metres judge slivers by share instead. */
  readonly smallFootprint: number;
  readonly smallFootprintShare: number;
  /** Share, square metres, or probability from which a part makes its area a party with a duty. */
  readonly jointShare: number;
  readonly jointArea: number;
  readonly jointProbability: number;
  /** Probability from which a point is taken to lie in one area. */
  readonly soleProbability: number;
  /** Gaps and overlaps up to this many times the tolerance are slips of the boundary, not places of their own. */
  readonly narrow: number;
  /** Points of share by which the largest must be ahead to lead: 0.1 is ten. */
  readonly leadMargin: number;
  /** Categories that are about a building. */
  readonly buildings: readonly string[];
  /** Other thresholds for one category. */
  readonly categories: Readonly<Record<string, Partial<Omit<Rules, 'version' | 'buildings' | 'categories'>>>>;
}

export const defaultRules: Rules = {
  version: '2026-11',
  tolerance: 2,
  sliverArea: 20,
  smallFootprint: 100,
  smallFootprintShare: 0.05,
  jointShare: 0.05,
  jointArea: 50,
  jointProbability: 0.05,
  soleProbability: 0.95,
  narrow: 2,
  leadMargin: 0.1,
  buildings: ['01-01'],
  categories: {},
};

/** The rules as they stand for one category. */
export const rulesFor = (rules: Rules, category: string | undefined): Rules => ({
  ...rules,
  ...(category === undefined ? {} : rules.categories[category]),
});
