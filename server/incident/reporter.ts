import type { Sql, TransactionSql } from 'postgres';
import { z } from 'zod';

/** Who reported an incident: personal data. Empty where it was not given. */
export interface Reporter {
  readonly name: string;
  readonly phone: string;
}

/** A reporter as a reader may see them: `masked` says that it is not the whole of it. */
export interface ReporterView extends Reporter {
  readonly incidentId: string;
  /** The incident's number without the year. */
  readonly number: string;
  readonly source: string;
  readonly sourceNumber: string | null;
  readonly masked: boolean;
}

/** A telephone as people write it. */
export const phonePattern = /^\+?[\d\s()-]{5,30}$/;

export const reporterSchema = z.object({
  name: z.string().trim().max(60).default(''),
  phone: z
    .union([z.literal(''), z.string().trim().regex(phonePattern, 'must be a telephone number')])
    .default(''),
});

export async function insertReporter(
  tx: TransactionSql,
  incidentId: string,
  { name, phone }: Reporter,
): Promise<void> {
  if (name === '' && phone === '') return;
  await tx`insert into reporter (incident_id, name, phone) values (${incidentId}, ${name}, ${phone})`;
}

/** Where an incident and those merged into it come from, and who reported each: in full, or only so much that two can be told apart. */
export async function readReporters(
  sql: Sql,
  incidentId: string,
  inFull: boolean,
): Promise<readonly ReporterView[]> {
  const rows = await sql<Omit<ReporterView, 'masked'>[]>`
    select i.id::text as "incidentId", substr(i.number, 5) as number, i.source, i.source_number as "sourceNumber",
           coalesce(r.name, '') as name, coalesce(r.phone, '') as phone
    from incident i left join reporter r on r.incident_id = i.id
    where i.id = ${incidentId} or i.merged_into = ${incidentId}
    order by i.id <> ${incidentId}, i.id`;
  return rows.map((row) => ({
    ...row,
    ...(inFull ? {} : masked(row)),
    masked: !inFull && (row.name !== '' || row.phone !== ''),
  }));
}

/** 张**, 138****5678: the first character of a name, and of a telephone what many share and the last four, where enough is left out between. */
export const masked = ({ name, phone }: Reporter): Reporter => ({
  name: name === '' ? '' : `${[...name][0]}**`,
  phone: phone === '' ? '' : maskedPhone(phone.replace(/\D/g, '')),
});

const maskedPhone = (digits: string): string =>
  digits.length >= 11
    ? `${digits.slice(0, 3)}****${digits.slice(-4)}`
    : `****${digits.length >= 8 ? digits.slice(-2) : ''}`;
