import { useMemo, useState } from 'react';
import type { EditionDetail, FindingKind } from './contract.ts';
import { orderFindings, standingOf } from './findings.ts';

/** Which kinds of finding are open: at first the foremost errors, then what a person opens and closes. */
export function useOpened(edition: EditionDetail | null, selected: FindingKind | null) {
  const [said, setSaid] = useState<Readonly<Record<string, boolean>>>({});
  const findings = edition?.report?.findings;
  const key = (kind: FindingKind) => `${edition?.id}/${kind}`;
  const opened = useMemo(() => {
    const foremost = orderFindings(findings ?? [])
      .filter((finding) => standingOf(finding) === 'error')
      .slice(0, 2)
      .map(({ kind }) => kind);
    return (findings ?? [])
      .map(({ kind }) => kind)
      .filter((kind) => said[`${edition?.id}/${kind}`] ?? (foremost.includes(kind) || kind === selected));
  }, [findings, said, edition?.id, selected]);
  const toggle = (kind: FindingKind) => setSaid({ ...said, [key(kind)]: !opened.includes(kind) });
  return { opened, toggle } as const;
}
