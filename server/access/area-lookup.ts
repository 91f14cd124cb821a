import type { Services } from '../services.ts';

/** Whether the edition in force has an area of a code; before the first edition any code will do. */
export const areaLookup =
  ({ editions }: Pick<Services, 'editions'>) =>
  (code: string): boolean =>
    editions.current()?.areas.has(code) ?? true;
