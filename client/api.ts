import { hc, type InferResponseType } from 'hono/client';
import type { App } from '../server/app.ts';

/** The client's one window on the server: a typed fetch, and the types of what it answers. */
export const api = hc<App>('/').api;

type Whistles = InferResponseType<typeof api.whistles.$get, 200>['whistles'];
export type Whistle = Whistles[number];
export type SummonsView = Whistle['summonses'][number];
export type SideView = Whistle['sides'][number];
export type ActionView = Whistle['actions'][number];
export type ActionName = ActionView['action'];
export type Stage = Whistle['stage'];
export type CheckInForm = NonNullable<SummonsView['checkIn']>['form'];

export type Incident = InferResponseType<typeof api.incidents.$get, 200>['incidents'][number];
export type IncidentDetail = InferResponseType<(typeof api.incidents)[':id{[0-9]{1,18}}']['$get'], 200>;
export type Source = Incident['source'];

export type Wall = InferResponseType<typeof api.wall.$get, 200>;
export type LiveEvent = Wall['events'][number];
export type Step = LiveEvent['step'];

export type Session = InferResponseType<typeof api.session.$get, 200>;
export type Account = NonNullable<Session['account']>;
export type Catalogue = InferResponseType<typeof api.categories.$get, 200>;
export type Found = InferResponseType<typeof api.search.$get, 200>;
