import { Dropdown } from 'antd';
import type { Account } from '../api.ts';
import { setLanguage, useText } from '../text/text.ts';
import { KindMark } from '../ui/kind-mark.tsx';
import { setTheme, useTheme } from '../ui/theme.ts';
import type { Call } from './call.ts';
import { BackIcon, MenuIcon } from './icons.tsx';

/** The line at the top: the way back, what kind of whistle it is and its number, and the menu. */
export function Head(props: {
  readonly call: Call | null;
  readonly account: Account;
  /** Things on the phone that are not sent yet. */
  readonly unsent: number;
  readonly onBack: (() => void) | null;
  readonly onSignOut: () => void;
}) {
  const { t, language, format } = useText();
  const { call, onBack } = props;
  return (
    <header className="officer-head">
      {onBack !== null && (
        <button type="button" className="officer-icon" aria-label={t('officer.back')} onClick={onBack}>
          <BackIcon />
        </button>
      )}
      {call === null ? (
        <h1>{t('officer.title')}</h1>
      ) : (
        <>
          <KindMark kind={call.whistle.kind} joint={call.whistle.joint} size={16} />
          <h1>
            {format.facts([
              // A phone is too narrow for the English word in full.
              t(`${language === 'zh' ? 'whistle' : 'kind'}.${call.whistle.kind}`),
              call.whistle.joint && t('joint'),
            ])}
          </h1>
          <span className="officer-number">{call.whistle.number}</span>
        </>
      )}
      <Menu {...props} />
    </header>
  );
}

function Menu({
  account,
  unsent,
  onSignOut,
}: {
  readonly account: Account;
  readonly unsent: number;
  readonly onSignOut: () => void;
}) {
  const { t, language, format } = useText();
  const [theme] = useTheme();
  return (
    <Dropdown
      trigger={['click']}
      placement="bottomRight"
      classNames={{ root: 'officer-menu' }}
      menu={{
        items: [
          {
            key: 'name',
            disabled: true,
            label: format.name({ name: account.displayName, nameEn: account.displayNameEn }),
          },
          { type: 'divider' },
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
          ...(unsent > 0
            ? [{ key: 'unsent', disabled: true, label: t('officer.outbox.onLeave', { count: unsent }) }]
            : []),
          { key: 'out', label: t('account.signOut'), onClick: onSignOut },
        ],
      }}
    >
      <button type="button" className="officer-icon" aria-label={t('officer.menu')} data-testid="account">
        <MenuIcon />
      </button>
    </Dropdown>
  );
}
