import type { StreetView } from '../api.ts';

type Task = StreetView['tasks'][number];

/** The state of a street: overdue if any task is, done only if all are. */
export const worstOf = (tasks: readonly Pick<Task, 'state'>[]): Task['state'] =>
  (['overdue', 'due'] as const).find((state) => tasks.some((task) => task.state === state)) ?? 'done';
