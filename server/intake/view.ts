import { intakeLimits } from './limits.ts';
import type { Intake } from './store.ts';

/** A file as a screen shows it. `lost`: it is said to be being loaded, but its process has been silent for too long. */
export const intakeView = (
  { sha256: _, account: __, at, expiresAt, startedAt, seenAt, endedAt, ...rest }: Intake,
  now: Date,
) => ({
  ...rest,
  at: at.toISOString(),
  expiresAt: expiresAt.toISOString(),
  startedAt: startedAt?.toISOString() ?? null,
  endedAt: endedAt?.toISOString() ?? null,
  lost:
    rest.state === 'running' && seenAt !== null && now.getTime() - seenAt.getTime() > intakeLimits.silence,
});

/** First columns of the file of faults. */
export const faultColumns = {
  zh: ['行', '字段', '得到', '应为'],
  en: ['line', 'field', 'got', 'wanted'],
} as const;
