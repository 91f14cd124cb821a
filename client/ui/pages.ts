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
  { to: '/seams', word: 'screens.seams', permission: 'seam.see' },
  { to: '/streets', word: 'screens.streets', permission: 'person.see' },
];

/** Pages of the administration; the bar has one link to the first of them that the account may open. */
export const adminPages: readonly Page[] = [
  { to: '/admin/editions', word: 'screens.editions', permission: 'edition.see' },
];

export const pagesFor = (account: Account, pages: readonly Page[]): readonly Page[] =>
  pages.filter(({ permission }) => account.permissions.includes(permission));
