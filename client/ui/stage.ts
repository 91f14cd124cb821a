import type { Stage } from '../api.ts';

/** The steps of a case as GB/T 30428 names them, in order. */
export const caseSteps = [
  'submit',
  'accept',
  'register',
  'dispatch',
  'handle',
  'feedBack',
  'verify',
  'close',
] as const;

/** Index of the step in hand; 8 once all are done. A whistle that is blown has been dispatched. */
export const stepInHand = (stage: Stage): number => inHand[stage];

const inHand: Record<Stage, number> = {
  mustering: 4,
  handling: 5,
  verifying: 6,
  releasing: 7,
  signing: 7,
  closed: 8,
};
