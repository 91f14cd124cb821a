/** The client's one window on the server: its types, and a typed fetch. */
export type { IncidentDetail, IncidentView as Incident, Source } from '../server/incident/view.ts';
export type { LiveEvent, Step } from '../server/live/event.ts';
export type { ActionName, ActionView, CheckInForm, SideView, Stage, SummonsView, WhistleView as Whistle } from '../server/whistle/view.ts';
