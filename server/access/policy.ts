/**
 * Who may do what, and where. One table, tested cell by cell; nothing else in the server decides permission.
 *
 * A grant is `all` (anywhere), `area` (only where the account's area, or an area below it, is a party), `body` (only
 * where the account's body is summoned) or absent (never).
 */
export const roles = ['wall', 'coordinator', 'officer', 'planner', 'engineer', 'admin'] as const;
export type Role = (typeof roles)[number];

export const permissions = [
  'map.see',
  'verdict.ask',
  'verdict.override',
  'incident.see',
  'incident.submit',
  'whistle.see',
  'whistle.blow',
  'whistle.redraw',
  'summons.read',
  'summons.checkIn',
  'side.feedBack',
  'whistle.verify',
  'summons.release',
  'side.sign',
  'message.send',
  'wall.see',
  'live.follow',
  'seam.see',
  'seam.record',
  'survey.see',
  'survey.close',
  'holding.load',
  'edition.see',
  'edition.load',
] as const;
export type Permission = (typeof permissions)[number];
export type Grant = 'all' | 'area' | 'body';

const see = { 'map.see': 'all', 'live.follow': 'all' } as const;
/** What everybody may see who looks back or draws lines. */
const look = {
  'verdict.ask': 'all',
  'incident.see': 'all',
  'whistle.see': 'all',
  'seam.see': 'all',
  'survey.see': 'all',
  'edition.see': 'all',
} as const;

const policy: Readonly<Record<Role, Readonly<Partial<Record<Permission, Grant>>>>> = {
  wall: { ...see, 'whistle.see': 'all', 'wall.see': 'all' },
  coordinator: {
    'map.see': 'all',
    'live.follow': 'area',
    'verdict.ask': 'all',
    'incident.see': 'area',
    'incident.submit': 'all',
    'whistle.see': 'area',
    'whistle.blow': 'area',
    'verdict.override': 'area',
    'whistle.redraw': 'area',
    'seam.see': 'all',
    'seam.record': 'area',
    'survey.see': 'area',
    'summons.read': 'area',
    'summons.checkIn': 'area',
    'side.feedBack': 'area',
    'whistle.verify': 'area',
    'summons.release': 'area',
    'side.sign': 'area',
    'message.send': 'area',
  },
  officer: {
    'map.see': 'all',
    'live.follow': 'body',
    'whistle.see': 'body',
    'summons.read': 'body',
    'summons.checkIn': 'body',
    'message.send': 'body',
  },
  planner: { ...see, ...look, 'wall.see': 'all' },
  engineer: {
    ...see,
    ...look,
    'seam.record': 'all',
    'survey.close': 'all',
    'holding.load': 'all',
    'edition.load': 'all',
  },
  admin: {
    ...see,
    ...look,
    'wall.see': 'all',
    'seam.record': 'all',
    'survey.close': 'all',
    'holding.load': 'all',
    'edition.load': 'all',
  },
};

/** The grant a role has for a permission, or null. */
export const grantOf = (role: Role, permission: Permission): Grant | null => policy[role][permission] ?? null;
