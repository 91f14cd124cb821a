import { useNavigate } from '@tanstack/react-router';
import { Tabs } from 'antd';
import type { ReactNode } from 'react';
import { useEditionInForce } from '../edition.ts';
import { useText } from '../text/text.ts';
import { Forbidden } from '../ui/notes.tsx';
import { useSession } from '../ui/session.ts';
import { BodiesTab } from './bodies-tab.tsx';
import { CallersTab } from './callers-tab.tsx';
import { CatalogueTab } from './catalogue-tab.tsx';
import { ClocksTab } from './clocks-tab.tsx';
import { LimitsTab } from './limits-tab.tsx';
import { ListsTab } from './lists-tab.tsx';
import { RosterTab } from './roster-tab.tsx';
import { TaskForceTab } from './task-force-tab.tsx';
import { TemplatesTab } from './templates-tab.tsx';
import { type DutiesSearch, type Tab, tabs } from './url.ts';
import './duty.css';

/** What every tab is given: what it is narrowed by, a way to change that, and what the reader may do. */
export interface TabProps {
  readonly search: DutiesSearch;
  readonly change: (patch: { readonly [K in keyof DutiesSearch]?: DutiesSearch[K] | undefined }) => void;
  readonly may: (permission: string) => boolean;
}

/** The tables that decide who is called: catalogue, bodies, duty lists, callers, clocks, limits, templates, roster, task forces. */
export function Duties({ search }: { readonly search: DutiesSearch }) {
  const { t } = useText();
  const { data: session } = useSession();
  const navigate = useNavigate();
  useEditionInForce();
  const permissions: readonly string[] = session?.account?.permissions ?? [];
  const may = (permission: string) => permissions.includes(permission);
  if (session !== undefined && !may('duty.see')) return <Forbidden />;
  const change: TabProps['change'] = (patch) =>
    void navigate({
      to: '/admin/duties',
      search: ((before: DutiesSearch) => ({ ...before, ...patch })) as never,
      replace: true,
    });
  const shown = tabs.filter((tab) => may(permissionOf[tab] ?? 'duty.see'));
  const open =
    search.tab !== undefined && shown.includes(search.tab) ? search.tab : (shown[0] ?? 'catalogue');
  return (
    <main className="duties" data-testid="duties">
      <Tabs
        activeKey={open}
        destroyOnHidden
        onChange={(tab) =>
          void navigate({ to: '/admin/duties', search: { tab: tab as Tab } as never, replace: false })
        }
        items={shown.map((tab) => ({
          key: tab,
          label: t(`duty.tab.${tab}`),
          children: content[tab]({ search, change, may }),
        }))}
      />
    </main>
  );
}

const permissionOf: Partial<Record<Tab, string>> = {
  templates: 'taskForce.see',
  roster: 'roster.see',
  forces: 'taskForce.see',
};

const content: Readonly<Record<Tab, (props: TabProps) => ReactNode>> = {
  catalogue: (props) => <CatalogueTab {...props} />,
  bodies: (props) => <BodiesTab {...props} />,
  lists: (props) => <ListsTab {...props} />,
  callers: (props) => <CallersTab {...props} />,
  clocks: (props) => <ClocksTab {...props} />,
  limits: (props) => <LimitsTab {...props} />,
  templates: (props) => <TemplatesTab {...props} />,
  roster: (props) => <RosterTab {...props} />,
  forces: (props) => <TaskForceTab {...props} />,
};
