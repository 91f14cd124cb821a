export const roleNames = ['coordinator', 'officer', 'planner', 'engineer', 'admin', 'wall'] as const;
export type RoleName = (typeof roleNames)[number];

/** What the list of accounts is narrowed by, and which account is open, as the address says. */
export interface AccountsSearch {
  readonly q?: string;
  readonly role?: RoleName;
  readonly state?: 'open' | 'disabled';
  readonly open?: string;
}

/** What the audit log is narrowed by; `from` and `to` are instants. */
export interface AuditSearch {
  readonly actor?: string;
  readonly action?: string;
  readonly object?: string;
  readonly from?: string;
  readonly to?: string;
}

type Given = Readonly<Record<string, unknown>>;

/** Reads search parameters of any origin; what makes no sense is as if it were not there. */
export function readAccountsSearch(search: Given): AccountsSearch {
  const q = text(search.q, 64);
  const open = text(search.open, 64);
  const role = roleNames.find((name) => name === search.role);
  return {
    ...(q && { q }),
    ...(role && { role }),
    ...((search.state === 'open' || search.state === 'disabled') && { state: search.state }),
    ...(open && { open }),
  };
}

export function readAuditSearch(search: Given): AuditSearch {
  const [actor, object] = [text(search.actor, 64), text(search.object, 100)];
  const action = text(search.action, 40);
  const [from, to] = [instant(search.from), instant(search.to)];
  return {
    ...(actor && { actor }),
    ...(action && /^[a-zA-Z.]+$/.test(action) && { action }),
    ...(object && { object }),
    ...(from && { from }),
    ...(to && { to }),
  };
}

/** Why an earlier try to sign in came to nothing, as the server’s redirects say it. */
export const signInProblems = [
  'openid-no-account',
  'openid-refused',
  'openid-stale',
  'openid-unreachable',
  'account-disabled',
] as const;
export type SignInProblem = (typeof signInProblems)[number];

export const readProblem = (value: unknown): SignInProblem | undefined =>
  signInProblems.find((problem) => problem === value);

/** Numbers in an address are read as numbers: a code of digits is text here. */
function text(value: unknown, longest: number): string | undefined {
  const given = typeof value === 'number' ? String(value) : value;
  return typeof given === 'string' && given.trim() !== '' ? given.slice(0, longest) : undefined;
}

const instant = (value: unknown): string | undefined =>
  typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? new Date(value).toISOString() : undefined;
