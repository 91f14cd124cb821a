export const kernels = ['quartic', 'epanechnikov'] as const;
export type Kernel = (typeof kernels)[number];

/**
 * How much of a kernel of bandwidth 1 lies between its middle and `u`, 0 to 1: 1/2 from 1 on. The kernels are
 * 15/16 (1 − u²)² and 3/4 (1 − u²) for |u| ≤ 1 (Silverman 1986, table 3.1), so that the whole is 1.
 */
export const massUpTo: Readonly<Record<Kernel, (u: number) => number>> = {
  quartic: (u) => (u >= 1 ? 0.5 : (u * (15 - u * u * (10 - 3 * u * u))) / 16),
  epanechnikov: (u) => (u >= 1 ? 0.5 : (u * (3 - u * u)) / 4),
};
