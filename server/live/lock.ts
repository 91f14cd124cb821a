import type { TransactionSql } from 'postgres';

/**
 * Key of the transaction-level lock held from the first entry in a log until commit. Numbers are drawn under it, so they
 * become visible in their own order and a reader who has seen n never misses a smaller one. The audit log is kept under
 * the same lock: two would wait for each other.
 */
export const logLock = 7402001;

const holders = new WeakSet<TransactionSql>();

/**
 * Takes the log's lock now rather than at the first entry: for steps that also draw other running numbers. Asked again in
 * the same transaction it costs no round trip.
 */
export const lockLog = async (tx: TransactionSql): Promise<void> => {
  if (holders.has(tx)) return;
  await tx`select pg_advisory_xact_lock(${logLock})`;
  holders.add(tx);
};
