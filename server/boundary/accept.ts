import { acceptable, type FindingKind, type ImportReport } from './report.ts';

/** The report with exactly these kinds of error accepted, as far as it has any and they may be accepted at all. */
export function withAccepted(report: ImportReport, kinds: ReadonlySet<FindingKind>): ImportReport {
  const findings = report.findings.map((finding) => ({
    ...finding,
    accepted: finding.count > 0 && acceptable.includes(finding.kind) && kinds.has(finding.kind),
  }));
  return {
    ...report,
    findings,
    accepted: findings.filter((finding) => finding.accepted).map((finding) => finding.kind),
    errors: findings.reduce(
      (sum, { severity, accepted, count }) => sum + (severity === 'error' && !accepted ? count : 0),
      0,
    ),
  };
}

/** Kinds of error that stand in the way of publishing. */
export const standingErrors = (report: ImportReport): readonly FindingKind[] =>
  report.findings
    .filter(({ severity, accepted, count }) => severity === 'error' && !accepted && count > 0)
    .map(({ kind }) => kind);
