import { boundaryCases } from './boundary-cases.ts';
import type { GoldenCase } from './golden-case.ts';
import { placeCases } from './place-cases.ts';
import { realCases } from './real-case.ts';
import { responseCases } from './response-cases.ts';
import { roadCases } from './road-cases.ts';

/** All golden cases; those on real boundaries only where ../shared/data is present, which is said where it is not. */
export const goldenCases = (): readonly GoldenCase[] => [
  ...placeCases,
  ...roadCases,
  ...boundaryCases,
  ...responseCases,
  ...realCases(),
];
