import type { TransactionSql } from 'postgres';

/** Sets whom lists name for an incident: the areas that must come, the leading one first. */
export async function setAreas(
  tx: TransactionSql,
  incidentId: string,
  areas: readonly string[],
): Promise<void> {
  await tx`update incident set areas = ${[...areas]}, joint = ${areas.length > 1} where id = ${incidentId}`;
}
