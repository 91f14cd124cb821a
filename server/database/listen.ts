import type { Sql } from 'postgres';

export type Listen = (
  channel: string,
  onPayload: (payload: string) => void,
  onGap: () => void,
) => Promise<() => Promise<void>>;

/** Listens over a connection of its own, which postgres.js opens again when it is lost. */
export function listenOn(sql: Sql): Listen {
  return async (channel, onPayload, onGap) => {
    let before = false;
    const { unlisten } = await sql.listen(channel, onPayload, () => {
      if (before) onGap();
      before = true;
    });
    return unlisten;
  };
}
