import type { hc, InferResponseType } from 'hono/client';
import type { App } from '../server/app.ts';

/** The client's one window on the server: the types of what its routes answer. */
type Api = ReturnType<typeof hc<App>>['api'];

export type Whistle = InferResponseType<Api['whistles']['$get'], 200>['whistles'][number];
export type SummonsView = Whistle['summonses'][number];
export type SideView = Whistle['sides'][number];
export type ActionView = Whistle['actions'][number];
export type ActionName = ActionView['action'];
export type Stage = Whistle['stage'];
export type CheckInForm = NonNullable<SummonsView['checkIn']>['form'];

export type Photo = InferResponseType<
  Api['whistles'][':id{[0-9]{1,18}}']['attachments']['$get'],
  200
>['photos'][number];

export type Incident = InferResponseType<Api['incidents']['$get'], 200>['incidents'][number];
export type Waiting = InferResponseType<Api['incidents']['waiting']['$get'], 200>;
export type IncidentDetail = InferResponseType<Api['incidents'][':id{[0-9]{1,18}}']['$get'], 200>;
export type Override = IncidentDetail['overrides'][number];
export type JudgedAgain = InferResponseType<Api['incidents'][':id{[0-9]{1,18}}']['verdict']['$get'], 200>;
export type Redrawn = InferResponseType<Api['whistles'][':id{[0-9]{1,18}}']['redraw']['$post'], 200>;

export type Wall = InferResponseType<Api['wall']['$get'], 200>;
export type WallHeat = InferResponseType<Api['wall']['heat']['$get'], 200>;
export type LiveEvent = Wall['events'][number];

export type Session = InferResponseType<Api['session']['$get'], 200>;
export type Account = NonNullable<Session['account']>;
export type Catalogue = InferResponseType<Api['categories']['$get'], 200>;
export type Found = InferResponseType<Api['search']['$get'], 200>;

export type SeamList = InferResponseType<Api['seams']['$get'], 200>;
export type SeamView = SeamList['seams'][number];
export type SeamDetail = InferResponseType<Api['seams'][':key']['$get'], 200>;
export type TicketList = InferResponseType<Api['survey-tickets']['$get'], 200>;
export type TicketView = TicketList['tickets'][number];

type EditionRoutes = Api['editions'];
export type EditionList = InferResponseType<EditionRoutes['$get'], 200>;
export type EditionDetail = InferResponseType<EditionRoutes[':edition']['$get'], 200>;
export type EditionDifference = InferResponseType<EditionRoutes[':edition']['differences']['$get'], 200>;
export type Upload = InferResponseType<EditionRoutes['uploads'][':id']['$get'], 200>;

export type IntakeList = InferResponseType<Api['intake']['files']['$get'], 200>;
export type IntakeFile = InferResponseType<Api['intake']['files'][':id']['$get'], 200>;
export type IntakePreview = InferResponseType<Api['intake']['files'][':id']['preview']['$post'], 200>;
export type SimilarList = InferResponseType<Api['incidents'][':id{[0-9]{1,18}}']['similar']['$get'], 200>;
export type ReporterList = InferResponseType<Api['incidents'][':id{[0-9]{1,18}}']['reporters']['$get'], 200>;

export type StreetList = InferResponseType<Api['streets']['$get'], 200>;
export type StreetView = StreetList['streets'][number];
export type StreetDetail = InferResponseType<
  Api['streets'][':id{[0-9]{1,18}}'][':area{[0-9]{6,15}}']['$get'],
  200
>;
export type KeeperView = StreetView['keepers'][number];
export type RegisterReport = InferResponseType<Api['keepers']['$post'], 200>;
export type Responsible = InferResponseType<Api['responsible']['$get'], 200>;

export type AccountList = InferResponseType<Api['accounts']['$get'], 200>;
export type AccountView = AccountList['accounts'][number];
export type AccountDetail = InferResponseType<Api['accounts'][':name']['$get'], 200>;
export type OwnSessions = InferResponseType<Api['sessions']['$get'], 200>;
export type KeyList = InferResponseType<Api['keys']['$get'], 200>;
export type DisplayList = InferResponseType<Api['displays']['$get'], 200>;
export type PairingCode = InferResponseType<Api['session']['pairing']['$post'], 201>;
export type ClaimAnswer = InferResponseType<Api['session']['pairing']['claim']['$post'], 200>;
export type AuditPage = InferResponseType<Api['audit']['$get'], 200>;
export type AuditVerification = InferResponseType<Api['audit']['verification']['$post'], 200>;

export type NoticeList = InferResponseType<Api['notices']['$get'], 200>;
export type NoticeView = NoticeList['notices'][number];
export type NoticeSettings = InferResponseType<Api['notices']['settings']['$get'], 200>;
export type NoticeDesk = InferResponseType<Api['notice-desk']['$get'], 200>;
export type EndpointView = NoticeDesk['endpoints'][number];
export type DeliveryList = InferResponseType<Api['notice-desk']['deliveries']['$get'], 200>;
export type DeliveryView = DeliveryList['deliveries'][number];
export type Assessment = InferResponseType<Api['assessment']['$get'], 200>;
export type AreaRow = Assessment['areas'][number];
export type BodyRow = Assessment['bodies'][number];
export type CaseScores = InferResponseType<Api['whistles'][':id{[0-9]{1,18}}']['scores']['$get'], 200>;
export type CaseList = InferResponseType<Api['library']['$get'], 200>;
export type KeptCase = CaseList['cases'][number];
export type CaseReplay = InferResponseType<Api['library'][':id{[0-9]{1,18}}']['$get'], 200>;

export type DutyVersions = InferResponseType<Api['duties']['$get'], 200>;
export type LoadReport = InferResponseType<
  Api['duties'][':part{bodies|lists|catalogue|callers|clocks|limits|templates}']['$post'],
  200
>;
export type BodyList = InferResponseType<Api['bodies']['$get'], 200>;
export type Roster = InferResponseType<Api['roster']['$get'], 200>;
export type RosterGaps = InferResponseType<Api['roster']['gaps']['$get'], 200>;
export type TaskForceList = InferResponseType<Api['task-forces']['$get'], 200>;
export type RoleTemplates = InferResponseType<Api['task-forces']['templates']['$get'], 200>;

export type Heat = InferResponseType<Api['plan']['heat']['$get'], 200>;
export type PlaceList = InferResponseType<Api['plan']['places']['$get'], 200>;
export type Place = PlaceList['places'][number];
export type PlannedStreets = InferResponseType<Api['plan']['streets']['$get'], 200>;
export type PlannedStreet = PlannedStreets['rows'][number];
export type HotSpotList = InferResponseType<Api['plan']['hot-spots']['$get'], 200>;
export type RecurringList = InferResponseType<Api['plan']['recurring']['$get'], 200>;
export type RecurringView = RecurringList['places'][number];

export type SeamCosts = InferResponseType<Api['plan']['seams']['$get'], 200>;
export type SeamCost = SeamCosts['seams'][number];
export type SeamStory = InferResponseType<Api['plan']['seams'][':key']['$get'], 200>;
export type WhatIfGround = InferResponseType<Api['plan']['what-if']['ground']['$get'], 200>;
export type ProposalList = InferResponseType<Api['plan']['what-if']['proposals']['$get'], 200>;
export type Proposal = InferResponseType<Api['plan']['what-if']['proposals'][':id']['$get'], 200>;
