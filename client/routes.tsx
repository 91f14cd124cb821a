import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
  useNavigate,
} from '@tanstack/react-router';
import { useCallback, useEffect } from 'react';
import { SignIn } from './access/sign-in.tsx';
import { readAccountsSearch, readAuditSearch, readProblem, type SignInProblem } from './access/url.ts';
import type { Account, Session } from './api.ts';
import { readAssessSearch } from './assess/url.ts';
import { readDutiesSearch } from './duty/url.ts';
import { readIntakeSearch } from './intake/url.ts';
import { readCaseSearch, readLibrarySearch } from './library/url.ts';
import { readNoticesSearch } from './notice/url.ts';
import { readOfficerSearch } from './officer/url.ts';
import { readPlanSearch } from './plan/url.ts';
import { queries } from './queries.ts';
import { readSeamsSearch, readTicketsSearch } from './seam/url.ts';
import { readStreetsSearch } from './street/url.ts';
import { Failure, NoScreen, NotFound } from './ui/failure.tsx';
import { HatchDefs } from './ui/hatch.tsx';
import { Rows } from './ui/notes.tsx';
import { fetchHealth, fetchSession, homeOf, useSession, useSignIn } from './ui/session.ts';
import { AdminBar, TopBar } from './ui/top-bar.tsx';
import { readWallSearch } from './wall/search.ts';

const root = createRootRouteWithContext<{ readonly queries: QueryClient }>()({
  component: Outlet,
  notFoundComponent: NotFound,
  errorComponent: ({ error }) => <Failure error={error} />,
});

/** Who is signed in; sends everybody else to the sign-in page, and from there back to where they wanted to go. */
async function whoIsThere(wanted: string): Promise<Account> {
  const { account, mustChange } = await queries.fetchQuery({
    queryKey: ['session'],
    queryFn: fetchSession,
    staleTime: 60_000,
    networkMode: 'always',
  });
  if (account === null || mustChange) throw redirect({ to: '/sign-in', search: { to: wanted } });
  return account;
}

const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: async () => {
    const home = homeOf(await whoIsThere('/'));
    if (home !== null) throw redirect({ to: home });
  },
  component: function Start() {
    const signOut = useSignOut();
    return <NoScreen onSignOut={signOut} />;
  },
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Readonly<Record<string, unknown>>): { to?: string; problem?: SignInProblem } => {
    const problem = readProblem(search.problem);
    return {
      ...(typeof search.to === 'string' && isOurs(search.to) && { to: search.to }),
      ...(problem && { problem }),
    };
  },
  component: function SignInPage() {
    const { to = '/', problem } = signIn.useSearch();
    const navigate = useNavigate();
    const leave = useCallback(() => void navigate({ href: to }), [navigate, to]);
    return <SignIn to={to} problem={problem} onSignedIn={leave} />;
  },
});

/** The screens of a desk, under one bar. */
const desk = createRoute({
  getParentRoute: () => root,
  id: 'desk',
  beforeLoad: ({ location }) => whoIsThere(location.href).then(() => undefined),
  component: function Desk() {
    const { data: session } = useSession();
    const signOut = useSignOut();
    const navigate = useNavigate();
    const ended = session?.account === null;
    useEffect(() => {
      if (ended) void navigate({ to: '/sign-in', search: { to: location.pathname + location.search } });
    }, [ended, navigate]);
    if (!session?.account) return null;
    return (
      <div className="desk">
        <HatchDefs />
        <TopBar account={session.account} onSignOut={signOut} />
        <AdminBar account={session.account} />
        <Outlet />
      </div>
    );
  },
});

const coordinate = createRoute({
  getParentRoute: () => desk,
  path: '/coordinate',
  component: lazyRouteComponent(() => import('./coordinate/coordinate.tsx'), 'Coordinate'),
});

const admin = createRoute({
  getParentRoute: () => desk,
  path: '/admin/editions',
  component: lazyRouteComponent(() => import('./admin/editions.tsx'), 'Editions'),
});

const accounts = createRoute({
  getParentRoute: () => desk,
  path: '/admin/accounts',
  validateSearch: readAccountsSearch,
  component: function AccountsPage() {
    return <AccountsScreen search={accounts.useSearch()} />;
  },
});
const AccountsScreen = lazyRouteComponent(() => import('./access/accounts.tsx'), 'Accounts');

const keys = createRoute({
  getParentRoute: () => desk,
  path: '/admin/keys',
  component: lazyRouteComponent(() => import('./access/keys.tsx'), 'Keys'),
});

const displays = createRoute({
  getParentRoute: () => desk,
  path: '/admin/displays',
  component: lazyRouteComponent(() => import('./access/displays.tsx'), 'Displays'),
});

const audit = createRoute({
  getParentRoute: () => desk,
  path: '/admin/audit',
  validateSearch: readAuditSearch,
  component: function AuditPage() {
    return <AuditScreen search={audit.useSearch()} />;
  },
});
const AuditScreen = lazyRouteComponent(() => import('./access/audit.tsx'), 'Audit');

const ownAccount = createRoute({
  getParentRoute: () => desk,
  path: '/account',
  component: lazyRouteComponent(() => import('./access/own-account.tsx'), 'OwnAccount'),
});

const duties = createRoute({
  getParentRoute: () => desk,
  path: '/admin/duties',
  validateSearch: readDutiesSearch,
  component: function DutiesPage() {
    return <DutiesScreen search={duties.useSearch()} />;
  },
});
const DutiesScreen = lazyRouteComponent(() => import('./duty/duties.tsx'), 'Duties');

const seams = createRoute({
  getParentRoute: () => desk,
  path: '/seams',
  validateSearch: readSeamsSearch,
  component: function SeamsPage() {
    return <SeamsScreen search={seams.useSearch()} />;
  },
});
const SeamsScreen = lazyRouteComponent(() => import('./seam/seams.tsx'), 'Seams');

const seam = createRoute({
  getParentRoute: () => desk,
  path: '/seams/$key',
  component: function OneSeam() {
    const { key } = seam.useParams();
    return <SeamScreen key={key} seamKey={key} />;
  },
});
const SeamScreen = lazyRouteComponent(() => import('./seam/seam-page.tsx'), 'SeamPage');

const intake = createRoute({
  getParentRoute: () => desk,
  path: '/intake',
  validateSearch: readIntakeSearch,
  component: function IntakePage() {
    return <IntakeScreen search={intake.useSearch()} />;
  },
});
const IntakeScreen = lazyRouteComponent(() => import('./intake/intake.tsx'), 'Intake');

const tickets = createRoute({
  getParentRoute: () => desk,
  path: '/tickets',
  validateSearch: readTicketsSearch,
  component: function TicketsPage() {
    return <TicketsScreen search={tickets.useSearch()} />;
  },
});
const TicketsScreen = lazyRouteComponent(() => import('./seam/tickets.tsx'), 'Tickets');

const streets = createRoute({
  getParentRoute: () => desk,
  path: '/streets',
  validateSearch: readStreetsSearch,
  component: function StreetsPage() {
    return <StreetsScreen search={streets.useSearch()} />;
  },
});
const StreetsScreen = lazyRouteComponent(() => import('./street/streets.tsx'), 'Streets');

const officer = createRoute({
  getParentRoute: () => root,
  path: '/officer',
  validateSearch: readOfficerSearch,
  // On a bad line the phone goes on with whom it knows: the server looks at every step anyway.
  beforeLoad: async ({ location }) => {
    if (!queries.getQueryData<Session>(['session'])?.account) await whoIsThere(location.href);
  },
  component: function OfficerPage() {
    const search = officer.useSearch();
    const { data: session } = useSession();
    const signOut = useSignOut();
    if (!session?.account) return null;
    return <OfficerScreen account={session.account} search={search} onSignOut={signOut} />;
  },
});
const OfficerScreen = lazyRouteComponent(() => import('./officer/officer.tsx'), 'Officer');

const noticeDesk = createRoute({
  getParentRoute: () => desk,
  path: '/admin/notices',
  validateSearch: readNoticesSearch,
  component: function NoticesPage() {
    return <NoticeDeskScreen search={noticeDesk.useSearch()} />;
  },
});
const NoticeDeskScreen = lazyRouteComponent(() => import('./notice/notices.tsx'), 'NoticeDeskPage');

const assess = createRoute({
  getParentRoute: () => desk,
  path: '/assess',
  validateSearch: readAssessSearch,
  component: function AssessPage() {
    return <AssessScreen search={assess.useSearch()} />;
  },
});
const AssessScreen = lazyRouteComponent(() => import('./assess/assess.tsx'), 'Assess');

const plan = createRoute({
  getParentRoute: () => desk,
  path: '/plan',
  validateSearch: readPlanSearch,
  component: function PlanPage() {
    return <PlanScreen search={plan.useSearch()} />;
  },
});
const PlanScreen = lazyRouteComponent(() => import('./plan/plan.tsx'), 'Plan');

const library = createRoute({
  getParentRoute: () => desk,
  path: '/library',
  validateSearch: readLibrarySearch,
  component: function LibraryPage() {
    return <LibraryScreen search={library.useSearch()} />;
  },
});
const LibraryScreen = lazyRouteComponent(() => import('./library/library.tsx'), 'Library');

const keptCase = createRoute({
  getParentRoute: () => desk,
  path: '/library/$id',
  validateSearch: readCaseSearch,
  component: function CasePage() {
    const { id } = keptCase.useParams();
    return <CaseScreen key={id} id={id} search={keptCase.useSearch()} />;
  },
});
const CaseScreen = lazyRouteComponent(() => import('./library/case.tsx'), 'Case');

const wall = createRoute({
  getParentRoute: () => root,
  path: '/wall',
  validateSearch: readWallSearch,
  component: function WallPage() {
    return <WallScreen search={wall.useSearch()} pair={false} />;
  },
  errorComponent: ({ error }) => <WallFailure error={error as Error} />,
});

/** The code of a wall, also where somebody is signed in. */
const wallPair = createRoute({
  getParentRoute: () => root,
  path: '/wall/pair',
  validateSearch: readWallSearch,
  component: function WallPairPage() {
    return <WallScreen search={wallPair.useSearch()} pair />;
  },
  errorComponent: ({ error }) => <WallFailure error={error as Error} />,
});
const WallScreen = lazyRouteComponent(() => import('./wall/wall-page.tsx'), 'WallPage');

function WallFailure({ error }: { readonly error: Error }) {
  useEffect(reloadWhenReady, []);
  return <Failure error={error} />;
}

/** Every screen with its address; all but the sign-in page are loaded when first opened. */
export const router = createRouter({
  routeTree: root.addChildren([
    start,
    signIn,
    wall,
    wallPair,
    officer,
    desk.addChildren([
      coordinate,
      intake,
      seams,
      seam,
      tickets,
      streets,
      admin,
      duties,
      accounts,
      keys,
      displays,
      audit,
      ownAccount,
      assess,
      plan,
      library,
      keptCase,
      noticeDesk,
    ]),
  ]),
  context: { queries },
  defaultPreload: false,
  defaultPendingComponent: Rows,
  scrollRestoration: false,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

function useSignOut(): () => void {
  const { signOut } = useSignIn();
  const navigate = useNavigate();
  return () => void signOut().then(() => navigate({ to: '/sign-in' }));
}

/** A path of this site, and no address elsewhere in its disguise. */
const isOurs = (to: string): boolean => /^\/(?![/\\])/.test(to);

/** Nobody stands by a wall to press a button: it comes back by itself, once the server answers. */
function reloadWhenReady(): () => void {
  const timer = setInterval(async () => {
    const health = await fetchHealth().catch(() => null);
    if (health?.status === 'ready') location.reload();
  }, 10_000);
  return () => clearInterval(timer);
}
