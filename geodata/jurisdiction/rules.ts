/** Thresholds of the decision, kept as data: a verdict records the version it used. */
export interface Rules {
  readonly version: string;
  /** Metres: seam accuracy and drawing tolerance together. Thinner parts call nobody. */
  readonly tolerance: number;
  /** Metres: the drawing's own part of the tolerance, to which the accuracy of a seam is added where one is recorded. */
  readonly drawingTolerance: number;
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
  /** Share of a line that must run along seams for it to be a boundary road, and degrees by which it may turn from them. */
  readonly onSeamShare: number;
  readonly onSeamAngle: number;
  /** Share of the footprint from which an asset's manager leads. */
  readonly assetLeadShare: number;
  /** Metres around the footprint that the incident reaches; null where it reaches nobody but where it lies. */
  readonly impactRadius: number | null;
  /** Whether those it reaches must come, not only know. */
  readonly impactPromotes: boolean;
  /** Days before its end from which an agreement is said to end. */
  readonly agreementNotice: number;
  /** Categories that are about a building. */
  readonly buildings: readonly string[];
  /** Other thresholds for one category. */
  readonly categories: Readonly<Record<string, Partial<Omit<Rules, 'version' | 'buildings' | 'categories'>>>>;
}

export const defaultRules: Rules = {
  version: '2026-11',
  tolerance: 2,
  drawingTolerance: 1,
  sliverArea: 20,
  smallFootprint: 100,
  smallFootprintShare: 0.05,
  jointShare: 0.05,
  jointArea: 50,
  jointProbability: 0.05,
  soleProbability: 0.95,
  narrow: 2,
  leadMargin: 0.1,
  onSeamShare: 0.5,
  onSeamAngle: 30,
  assetLeadShare: 0.5,
  impactRadius: null,
  impactPromotes: false,
  agreementNotice: 30,
  buildings: ['01-01'],
  // Our radii, to begin with. Gas: the first isolation distance of the Emergency Response Guidebook, guide 115. Fumes: the
  // distance that HJ 554-2010 asks for between an outlet and its neighbours.
  categories: {
    '03-01': { impactRadius: 50, impactPromotes: true },
    '04-01': { impactRadius: 100, impactPromotes: true },
    '04-02': { impactRadius: 150, impactPromotes: true },
    '04-03': { impactRadius: 200, impactPromotes: true },
    '06-01': { impactRadius: 20, impactPromotes: true },
  },
};

/** The rules as they stand for one category. */
export const rulesFor = (rules: Rules, category: string | undefined): Rules => ({
  ...rules,
  ...(category === undefined ? {} : rules.categories[category]),
});
