/** Names and codes are facts (the statistical codes of divisions); places are by hand and rough. */
export interface DistrictPlaces {
  readonly code: string;
  readonly name: string;
  readonly subdistricts: string;
}

export interface Place {
  readonly code: string;
  readonly name: string;
  readonly lon: number;
  readonly lat: number;
}

export function readPlaces({ code: district, subdistricts }: DistrictPlaces): Place[] {
  return subdistricts
    .trim()
    .split('\n')
    .map((row) => {
      const [code = '', name = '', lon, lat] = row.trim().split(' ');
      return { code: district + code, name, lon: Number(lon), lat: Number(lat) };
    });
}
