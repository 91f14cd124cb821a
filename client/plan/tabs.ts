import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import type { PlanSearch, TabId } from './url.ts';
import type { Counted } from './use-bins.ts';

/** What a tab is given: the desk’s state, the way to change it, and the edition that the reader has before them. */
export interface TabProps {
  readonly search: PlanSearch;
  /** Changes a part of the state; what is `undefined` is taken out. */
  readonly change: (patch: { [K in keyof PlanSearch]?: PlanSearch[K] | undefined }) => void;
  readonly edition: number;
  /** Incidents counted in the browser; only where the histogram stands above the tab. */
  readonly counted: Counted;
}

/** A tab of the desk. `brush` is whether the histogram of days stands above it. */
export interface PlanTab {
  readonly id: TabId;
  readonly brush: boolean;
  readonly component: LazyExoticComponent<ComponentType<TabProps>>;
}

/** In the order of the bar. */
export const tabs: readonly PlanTab[] = [
  {
    id: 'heat',
    brush: true,
    component: lazy(() =>
      import('./hot-spots/heat-or-hot-spots.tsx').then(({ HeatOrHotSpots }) => ({ default: HeatOrHotSpots })),
    ),
  },
  {
    id: 'streets',
    brush: true,
    component: lazy(() =>
      import('./streets/streets-tab.tsx').then(({ StreetsTab }) => ({ default: StreetsTab })),
    ),
  },
  {
    id: 'seams',
    brush: false,
    component: lazy(() => import('./seams/seams-tab.tsx').then(({ SeamsTab }) => ({ default: SeamsTab }))),
  },
  {
    id: 'recurring',
    brush: true,
    component: lazy(() =>
      import('./recurring/recurring-tab.tsx').then(({ RecurringTab }) => ({ default: RecurringTab })),
    ),
  },
  {
    id: 'whatIf',
    brush: false,
    component: lazy(() =>
      import('./what-if/what-if-tab.tsx').then(({ WhatIfTab }) => ({ default: WhatIfTab })),
    ),
  },
];
