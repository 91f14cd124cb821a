/** Who looks after a street or a cell. */
export const keeperRoles = ['laneChief', 'laneKeeper', 'cellOfficer'] as const;
export type KeeperRole = (typeof keeperRoles)[number];

/** `name` and `phone` are null for who may not see the people of this area. */
export interface KeeperView {
  readonly id: string;
  readonly role: KeeperRole;
  readonly name: string | null;
  readonly phone: string | null;
  readonly organisation: string;
  readonly areaCode: string;
}

/**
 * How a task stands in the present period of the calendar: `done` in it, `due` before it ends, `overdue` where the period
 * before went by without it as well.
 */
export const taskStates = ['done', 'due', 'overdue'] as const;
export type TaskState = (typeof taskStates)[number];

export interface TaskView {
  readonly task: string;
  readonly name: string;
  readonly nameEn: string;
  readonly period: 'day' | 'week' | 'month' | 'quarter';
  readonly state: TaskState;
  /** ISO 8601; null where it was never done. */
  readonly lastAt: string | null;
}

/** The part of a street that lies in one subdistrict. */
export interface StreetView {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string;
  readonly class: 'arterial' | 'secondary' | 'lane';
  /** Metres of the whole street. */
  readonly length: number;
  readonly area: { readonly code: string; readonly name: string; readonly nameEn: string };
  readonly tasks: readonly TaskView[];
  readonly keepers: readonly KeeperView[];
  /** The whole street, WGS84. */
  readonly geometry: { readonly type: 'MultiLineString'; readonly coordinates: number[][][] };
}

export interface StreetList {
  /** How many fit, on all pages. */
  readonly count: number;
  /** How many of them have a task overdue. */
  readonly overdue: number;
  readonly streets: readonly StreetView[];
  readonly next: string | null;
}

/** A task done. */
export interface PatrolView {
  readonly id: string;
  readonly task: string;
  readonly doneAt: string;
  readonly by: { readonly name: string; readonly nameEn: string } | null;
  readonly note: string;
}

export interface StreetDetail extends StreetView {
  /** The latest first, fifty at most. */
  readonly patrols: readonly PatrolView[];
}

/** Who answers for a place: streets that pass it with those who look after them, and officers from the finest area up. */
export interface Responsible {
  readonly areas: readonly { readonly code: string; readonly name: string; readonly nameEn: string }[];
  readonly officers: readonly KeeperView[];
  readonly streets: readonly {
    readonly id: string;
    readonly name: string;
    readonly nameEn: string;
    /** Metres from the place to its middle line. */
    readonly distance: number;
    readonly keepers: readonly KeeperView[];
  }[];
}
