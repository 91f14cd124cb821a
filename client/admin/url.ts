import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { type FindingKind, findingKinds } from './contract.ts';

/** The steps from a file to an edition in force, in their order. */
export const steps = ['file', 'crs', 'fields', 'check', 'difference', 'publish'] as const;
export type Step = (typeof steps)[number];

/** What can be looked at of an edition that has been published. */
export const looks = ['report', 'difference', 'areas'] as const;
export type Look = (typeof looks)[number];

/** What the address of the screen says, so that a link shows a colleague the same thing. */
export interface View {
  readonly upload: string | null;
  readonly step: Step | null;
  readonly edition: number | null;
  readonly look: Look;
  /** The edition to compare with; null for the one before. */
  readonly base: number | null;
  /** One finding of the report: its kind, and its place among its kind, from 1. */
  readonly finding: { readonly kind: FindingKind; readonly item: number } | null;
  /** One changed area of a difference, by code. */
  readonly area: string | null;
  /** A day (2026-05-08) whose edition is looked for. */
  readonly day: string | null;
}

/** Reads search parameters of any origin; what makes no sense is as if it were not there. */
export function viewOf(search: Readonly<Record<string, unknown>>): View {
  const text = (value: unknown) =>
    typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  const number = (value: unknown) => (/^[1-9]\d{0,8}$/.test(text(value)) ? Number(text(value)) : null);
  const [, kind, item] = /^([a-z-]+)-(\d{1,6})$/.exec(text(search.find)) ?? [];
  const known = findingKinds.find((one) => one === kind);
  const day = text(search.day);
  return {
    upload: /^[\w-]{1,64}$/.test(text(search.upload)) ? text(search.upload) : null,
    step: steps.find((step) => step === search.step) ?? null,
    edition: number(search.edition),
    look: looks.find((look) => look === search.view) ?? 'report',
    base: number(search.base),
    finding: known !== undefined && Number(item) > 0 ? { kind: known, item: Number(item) } : null,
    area: /^[^\s|,]{1,32}$/.test(text(search.area)) ? text(search.area) : null,
    day: /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day)) ? day : null,
  };
}

export const findText = (kind: FindingKind, item: number): string => `${kind}-${item}`;

export type Search = Readonly<
  Partial<
    Record<'upload' | 'step' | 'edition' | 'view' | 'base' | 'find' | 'area' | 'day', string | number | null>
  >
>;

/**
 * The view in the address, and two ways to change it: `go` to another thing altogether, and `change` of what is said of
 * this one. `replace` leaves no step for the back button.
 */
export function useView() {
  const search = useSearch({ strict: false }) as Readonly<Record<string, unknown>>;
  const navigate = useNavigate();
  const view = useMemo(() => viewOf(search), [search]);
  const write = useCallback(
    (next: (before: object) => object, replace: boolean) => {
      void navigate({ to: '.', search: next as never, replace });
    },
    [navigate],
  );
  const go = useCallback((to: Search, replace = false) => write(() => said(to), replace), [write]);
  const change = useCallback(
    (patch: Search, replace = false) => write((before) => said({ ...before, ...patch }), replace),
    [write],
  );
  return { view, go, change } as const;
}

export type Navigation = Omit<ReturnType<typeof useView>, 'view'>;

const said = (search: Search): object =>
  Object.fromEntries(Object.entries(search).filter(([, value]) => value !== null && value !== undefined));
