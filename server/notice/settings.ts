/** How deliveries are tried. Times in milliseconds. */
export interface Patience {
  /** Wait after the first failure; each further one waits twice as long. */
  readonly first: number;
  /** No wait is longer. */
  readonly longest: number;
  /** Attempts until a delivery is given up. */
  readonly attempts: number;
  /** Part of a wait, 0 to 1, that is drawn at random, so that many receivers are not all asked again at once. */
  readonly jitter: number;
  /** An attempt may take as long. */
  readonly attempt: number;
  /** A process that has not settled an attempt by then is taken for gone. */
  readonly lease: number;
}

/** Ten attempts within about 85 minutes: what comes later for the same receiver waits as long, then goes on without it. */
export const patience: Patience = {
  first: 5_000,
  longest: 1_800_000,
  attempts: 10,
  jitter: 0.2,
  attempt: 10_000,
  lease: 60_000,
};

/** Milliseconds to wait after the failed attempt of this number, from 1; `random` is from 0 to 1. */
export const waitAfter = ({ first, longest, jitter }: Patience, attempt: number, random: number): number =>
  Math.round(Math.min(longest, first * 2 ** (attempt - 1)) * (1 - jitter * random));
