import type { Caller } from './queries.ts';

/** What a whistle calls beside the verdict and the duty lists. */
export interface Beside {
  readonly caller: Caller;
  readonly taskForce: string | null;
  readonly bodies: readonly NamedBody[];
}

export interface NamedBody {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly reason: string;
}

export const besideNothing: Beside = { caller: 'subdistrict', taskForce: null, bodies: [] };

/** As the request that blows says it. */
export const besideFields = ({ caller, taskForce, bodies }: Beside) => ({
  caller,
  taskForce,
  bodies: bodies.map(({ code, reason }) => ({ bodyCode: code, reason })),
});
