import type { LoggedStep } from '../live/event.ts';

/** What is done outside of cases and has to be answered for. */
const accessActions = [
  'session.opened',
  'session.refused',
  'session.closed',
  'session.revoked',
  'password.changed',
  'password.reset',
  'account.created',
  'account.changed',
  'account.disabled',
  'account.enabled',
  'identity.linked',
  'identity.unlinked',
  'key.made',
  'key.revoked',
  'display.paired',
  'display.revoked',
  'access.refused',
  'export.made',
  'reporter.seen',
  'recurring.takenUp',
  'recurring.letGo',
] as const;

const steps = [
  'edition.published',
  'edition.accepted',
  'edition.discarded',
  'incident.overridden',
  'incident.redrawn',
  'incident.merged',
  'intake.loaded',
  'holdings.loaded',
  'duties.loaded',
  'people.loaded',
  'seam.recorded',
  'seam.agreed',
  'seam.agreementEnded',
  'survey.closed',
  'side.scored',
] as const satisfies readonly LoggedStep[];

/** Steps of the event log that are written into the audit log too. */
export const auditedSteps: ReadonlySet<LoggedStep> = new Set(steps);

export type AuditAction = (typeof accessActions)[number] | LoggedStep;
