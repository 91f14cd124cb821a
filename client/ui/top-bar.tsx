import { Link, useLocation } from '@tanstack/react-router';
import { Dropdown } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import type { Account } from '../api.ts';
import { useCity } from '../text/city.ts';
import { setLanguage, useText } from '../text/text.ts';
import mark from './mark.svg';
import { NoticeBell } from './notice-bell.tsx';
import { useNow } from './now.ts';
import { adminPages, deskPages, pagesFor } from './pages.ts';
import { setTheme, useTheme } from './theme.ts';
import './top-bar.css';

/** The bar of the desk screens: product, screens of this account, search, edition, clock, account. */
export function TopBar({
  account,
  onSignOut,
}: {
  readonly account: Account;
  readonly onSignOut: () => void;
}) {
  const { t, format } = useText();
  const inAdmin = useLocation({ select: ({ pathname }) => pathname.startsWith('/admin/') });
  const [firstOfAdmin] = pagesFor(account, adminPages);
  return (
    <header className="top-bar">
      <Link to="/" className="top-bar-product">
        <img src={mark} alt="" />
        {t('product')}
      </Link>
      <nav aria-label={t('screens.label')}>
        {pagesFor(account, deskPages).map(({ to, word }) => (
          <Link key={word} to={to} activeProps={{ className: 'active' }}>
            {t(word)}
          </Link>
        ))}
        {firstOfAdmin && (
          <Link to={firstOfAdmin.to} {...(inAdmin && { className: 'active' })}>
            {t('screens.admin')}
          </Link>
        )}
        {account.permissions.includes('wall.see') && <Link to="/wall">{t('screens.wall')}</Link>}
      </nav>
      <div className="top-bar-search" id={slot} />
      <Edition />
      <time className="top-bar-clock" title={t('clock')}>
        {format.timeOfDay(useNow())}
      </time>
      <NoticeBell account={account} />
      <AccountMenu account={account} onSignOut={onSignOut} />
    </header>
  );
}

/** The pages of the administration, under the bar; nothing where the account may open only one. */
export function AdminBar({ account }: { readonly account: Account }) {
  const { t } = useText();
  const inAdmin = useLocation({ select: ({ pathname }) => pathname.startsWith('/admin/') });
  const pages = pagesFor(account, adminPages);
  if (!inAdmin || pages.length < 2) return null;
  return (
    <nav className="admin-bar" aria-label={t('screens.admin')}>
      {pages.map(({ to, word }) => (
        <Link key={word} to={to} activeProps={{ className: 'active' }}>
          {t(word)}
        </Link>
      ))}
    </nav>
  );
}

/** Puts a screen's search into the bar. */
export function InTopBar({ children }: { readonly children: ReactNode }) {
  const [place, setPlace] = useState<HTMLElement | null>(null);
  useEffect(() => setPlace(document.getElementById(slot)), []);
  return place === null ? null : createPortal(children, place);
}

const slot = 'top-bar-search';

function Edition() {
  const { t, format } = useText();
  const { edition, editionFrom, schematic } = useCity();
  if (edition === null) return null;
  return (
    <span className="top-bar-edition">
      {format.facts([
        schematic && t('schematic'),
        t('edition', { edition }),
        editionFrom !== null && t('editionFrom', { date: format.fullDate(editionFrom) }),
      ])}
    </span>
  );
}

function AccountMenu({ account, onSignOut }: { readonly account: Account; readonly onSignOut: () => void }) {
  const { t, language, format } = useText();
  const [theme] = useTheme();
  const name = format.name({ name: account.displayName, nameEn: account.displayNameEn });
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'mine', label: <Link to="/account">{t('access.mine')}</Link> },
          {
            key: 'language',
            label: t('account.language'),
            onClick: () => setLanguage(language === 'zh' ? 'en' : 'zh'),
          },
          {
            key: 'theme',
            label: t(theme === 'light' ? 'account.dark' : 'account.light'),
            onClick: () => setTheme(theme === 'light' ? 'dark' : 'light'),
          },
          { type: 'divider' },
          { key: 'out', label: t('account.signOut'), onClick: onSignOut },
        ],
      }}
    >
      <button
        type="button"
        className="top-bar-account"
        aria-label={`${t('account.label')} ${name}`}
        data-testid="account"
      >
        <span aria-hidden="true">{[...name][0]}</span>
        {name}
      </button>
    </Dropdown>
  );
}
