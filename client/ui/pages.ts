import type { LinkProps } from '@tanstack/react-router';
import type { Account } from '../api.ts';

/** A page that the bar links to, for accounts with the permission. `word` is a key of the words. */
export interface Page {
  readonly to: NonNullable<LinkProps['to']>;
  readonly word: string;
  readonly permission: Account['permissions'][number];
}

/** Pages of the desks, in the order of the bar. */
export const deskPages: readonly Page[] = [
  { to: '/coordinate', word: 'screens.coordinate', permission: 'whistle.see' },
  { to: '/plan', word: 'screens.plan', permission: 'plan.see' },
  { to: '/seams', word: 'screens.seams', permission: 'seam.see' },
  { to: '/intake', word: 'screens.intake', permission: 'intake.load' },
  { to: '/streets', word: 'screens.streets', permission: 'person.see' },
  { to: '/assess', word: 'screens.assess', permission: 'assessment.see' },
  { to: '/library', word: 'screens.library', permission: 'library.see' },
];

/** Pages of the administration; the bar has one link to the first of them that the account may open. */
export const adminPages: readonly Page[] = [
  { to: '/admin/editions', word: 'screens.editions', permission: 'edition.see' },
  { to: '/admin/duties', word: 'screens.duties', permission: 'duty.see' },
  { to: '/admin/accounts', word: 'access.accounts', permission: 'account.manage' },
  { to: '/admin/keys', word: 'access.keys', permission: 'key.manage' },
  { to: '/admin/displays', word: 'access.displays', permission: 'display.manage' },
  { to: '/admin/audit', word: 'access.audit', permission: 'audit.see' },
  { to: '/admin/notices', word: 'screens.notices', permission: 'notice.configure' },
];

export const pagesFor = (account: Account, pages: readonly Page[]): readonly Page[] =>
  pages.filter(({ permission }) => account.permissions.includes(permission));
