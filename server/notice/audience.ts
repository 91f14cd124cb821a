import type { Step } from '../live/event.ts';

/**
 * As what somebody is told. `bodies`: every body that is called. `body`: the body of the step. `sides`: those who act for
 * any side. `side`: those who act for the side of the step, and its bodies. `blower`: who blew, and those who act for that
 * area. `superior`: those who act for the lowest common superior of the sides.
 */
export const audiences = ['body', 'bodies', 'blower', 'side', 'sides', 'superior'] as const;
export type Audience = (typeof audiences)[number];

/** A deadline that passed with somebody missing: the clock's doing, so no step of the log. */
export const overdue = 'summons.overdue';
/** The same of the other steps that have a clock. */
export const overdueSteps = [
  'accept.overdue',
  'register.overdue',
  'dispatch.overdue',
  'handle.overdue',
  'verify.overdue',
  'close.overdue',
] as const;
export type OverdueStep = typeof overdue | (typeof overdueSteps)[number];

/** Which step tells whom. Whoever took a step is not told of it. */
const table: Readonly<Record<Step | OverdueStep, readonly Audience[]>> = {
  'incident.submitted': ['sides'],
  'incident.accepted': ['sides'],
  'incident.registered': ['sides'],
  'incident.refused': ['sides'],
  'whistle.blown': ['bodies', 'sides', 'superior'],
  'summons.read': [],
  'summons.added': ['body', 'blower', 'side'],
  'summons.nudged': ['body', 'side'],
  'summons.checkedIn': ['blower', 'side'],
  'summons.fedBack': ['blower', 'side'],
  'side.fedBack': ['blower', 'sides'],
  'whistle.verified': ['bodies', 'sides'],
  'summons.released': ['body'],
  'side.signed': ['blower', 'sides'],
  'whistle.closed': ['bodies', 'sides', 'superior'],
  'message.sent': ['bodies', 'sides'],
  'incident.overridden': ['bodies', 'sides', 'superior'],
  'incident.redrawn': ['bodies', 'sides', 'superior'],
  'side.added': ['side'],
  'side.leaving': ['side'],
  'side.left': ['side'],
  'return.asked': ['blower', 'sides', 'superior'],
  'return.upheld': ['bodies', 'sides', 'superior'],
  'return.rejected': ['bodies', 'sides'],
  'extension.asked': ['blower', 'superior'],
  'extension.granted': ['bodies', 'sides'],
  'extension.refused': ['bodies', 'sides'],
  'whistle.escalated': ['bodies', 'sides', 'superior'],
  'consultation.forced': ['sides', 'superior'],
  'consultation.called': ['bodies', 'sides', 'superior'],
  'consultation.held': ['bodies', 'sides', 'superior'],
  'consultation.cancelled': ['bodies', 'sides', 'superior'],
  'edition.published': [],
  [overdue]: ['bodies', 'blower', 'side', 'superior'],
  'accept.overdue': ['sides'],
  'register.overdue': ['sides'],
  'dispatch.overdue': ['sides'],
  'handle.overdue': ['blower', 'side', 'superior'],
  'verify.overdue': ['blower', 'superior'],
  'close.overdue': ['blower', 'sides', 'superior'],
};

/** Whom a step tells, nearest first; nobody for steps kept for the record alone. */
export const toldOf = (step: string): readonly Audience[] =>
  (table as Readonly<Record<string, readonly Audience[]>>)[step] ?? [];

/** Every step that tells somebody. */
export const tellingSteps: readonly string[] = Object.entries(table)
  .filter(([, told]) => told.length > 0)
  .map(([step]) => step);
