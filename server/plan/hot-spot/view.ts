/** An area, or a hexagon by its H3 index, and how it stands out together with those beside it. */
export interface HotSpotView {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly count: number;
  /** Incidents per square kilometre: what is compared. */
  readonly perKm2: number;
  /** Gi* as a standard variate, its two-sided p, and the false-discovery rate at which it would just be a hot or cold spot. */
  readonly z: number;
  readonly p: number;
  readonly q: number;
  /** Codes of the areas it shares a line with. */
  readonly neighbours: readonly string[];
}

export interface HotSpotList {
  readonly level: 'district' | 'subdistrict' | 'community' | 'cell' | 'hexagon';
  /** First day and the day after the last. */
  readonly from: string;
  readonly to: string;
  readonly within: string | null;
  readonly partly: boolean;
  /** The false-discovery rate that is shown. */
  readonly rate: number;
  /** Areas compared, also where fewer are shown, and incidents in them. */
  readonly compared: number;
  readonly total: number;
  readonly hot: number;
  readonly cold: number;
  /** From the hottest to the coldest. */
  readonly areas: readonly HotSpotView[];
}
