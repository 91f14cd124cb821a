import type { Sql, TransactionSql } from 'postgres';
import type { Line } from '../../geodata/geometry.ts';
import type { Basis } from '../../geodata/jurisdiction/records.ts';
import type { Account } from '../access/session.ts';
import { conflict, invalid, notFound } from '../errors.ts';
import { append } from '../live/log.ts';
import { settleRecorded } from '../survey/settle.ts';
import { readSeam } from './queries.ts';
import { announceRecords, type Letter, otherLetter } from './store.ts';
import { checkStretches, readStretches, replaceStretches } from './stretches.ts';
import type { StretchView } from './view.ts';

/** Who changes what is recorded about which line, and when. */
export interface Changing {
  readonly sql: Sql;
  readonly account: Account;
  readonly now: Date;
  readonly edition: number;
  readonly key: string;
}

export interface BasisInput {
  readonly basis: Basis | null;
  readonly holder: string | null;
  readonly accuracy: number | null;
  readonly accuracySource: string;
  readonly note: string;
  readonly version: number;
  /** What replaces the stretches on record; without them those stay. */
  readonly stretches?: readonly StretchView[] | undefined;
}

/** Records what a line follows on the ground; refused where somebody else has recorded since. */
export const recordBasis = (changing: Changing, input: BasisInput): Promise<void> =>
  change(changing, async (tx, seam) => {
    const { basis, holder, accuracy, accuracySource, note, version } = input;
    if (holder !== null && basis !== 'kerb' && basis !== 'wallFoot') {
      const detail = {
        zh: '只有依据是路缘或墙基时，才由一方管全幅路面',
        en: 'Only where the basis is kerb or wall foot does one side have the whole carriageway',
      };
      throw invalid(detail, [{ pointer: '#/holder', got: holder, detail }]);
    }
    const letter = holder === null ? null : seam.letterOf(holder, '#/holder');
    const letters = input.stretches?.map((stretch, i) =>
      stretch.holder === null ? null : seam.letterOf(stretch.holder, `#/stretches/${i}/holder`),
    );
    checkStretches(input.stretches ?? [], seam.length);
    const [updated] = await tx`
      update seam_record
      set basis = ${basis}, holder = ${letter}, accuracy_m = ${accuracy}, accuracy_source = ${accuracySource},
          note = ${note}, updated_at = ${changing.now}, updated_by = ${changing.account.name}, version = version + 1
      where id = ${seam.record} and version = ${version}
      returning id`;
    if (!updated)
      throw conflict('recorded-since', {
        zh: `“${seam.updatedBy ?? ''}”已先一步改过依据（第 ${seam.version} 次），而这次修改基于第 ${version} 次：请重新载入后再改`,
        en: `"${seam.updatedBy ?? ''}" has recorded version ${seam.version} meanwhile, and this change is of version ${version}: load the seam again`,
      });
    if (input.stretches && letters)
      await replaceStretches(tx, seam.record, seam.lines, input.stretches, letters);
    const stretches = await readStretches(tx, seam.record, seam.lines, seam.codeOf);
    if (isKnown(basis, stretches, seam.length))
      await settleRecorded(tx, changing.key, changing.account.name, changing.now);
    await append(tx, {
      at: changing.now,
      step: 'seam.recorded',
      actor: changing.account.name,
      body: {
        record: seam.record,
        key: changing.key,
        basis,
        holder,
        accuracy,
        note,
        stretches: stretches.length,
      },
    });
  });

/** Whether it is on record for every part of a line what it follows. */
function isKnown(basis: BasisInput['basis'], stretches: readonly StretchView[], length: number): boolean {
  const covered = stretches.reduce((sum, { from, to }) => sum + to - from, 0);
  return stretches.every((one) => one.basis !== null) && (basis !== null || covered > length - 1);
}

export interface AgreementInput {
  readonly category: string | null;
  readonly lead: string;
  readonly text: string;
  readonly from: Date;
  readonly until: Date | null;
}

/** Writes down who leads; refused where another agreement for the same category holds at the same time. */
export const agree = (changing: Changing, input: AgreementInput): Promise<void> =>
  change(changing, async (tx, seam) => {
    const { category, lead, text, from, until } = input;
    const letter = seam.letterOf(lead, '#/lead');
    if (until && until <= from) {
      const detail = { zh: '结束须晚于开始', en: 'It must end after it begins' };
      throw invalid(detail, [{ pointer: '#/until', got: until.toISOString(), detail }]);
    }
    const [known] = await tx`select 1 from category where code = ${category}`;
    if (category !== null && !known) {
      const detail = { zh: `没有类别“${category}”`, en: `There is no category "${category}"` };
      throw invalid(detail, [{ pointer: '#/category', got: category, detail }]);
    }
    const [other] = await tx<{ id: string }[]>`
      select id::text from seam_agreement
      where record_id = ${seam.record} and category is not distinct from ${category}::text
        and from_at < coalesce(${until}::timestamptz, 'infinity')
        and coalesce(least(until_at, ended_at), 'infinity') > greatest(from_at, ${from}::timestamptz)
      order by from_at limit 1`;
    if (other)
      throw conflict('agreed-already', {
        zh: `同一类别在这段时间已有协议（编号 ${other.id}）：请先结束它，或改期`,
        en: `Agreement ${other.id} holds for the same category at that time: end it first, or choose another time`,
      });
    const [made] = await tx<{ id: string }[]>`
      insert into seam_agreement (record_id, category, lead_side, text, from_at, until_at, made_by, made_at)
      values (${seam.record}, ${category}, ${letter}, ${text}, ${from}, ${until}, ${changing.account.name}, ${changing.now})
      returning id::text`;
    await append(tx, {
      at: changing.now,
      step: 'seam.agreed',
      actor: changing.account.name,
      body: { record: seam.record, key: changing.key, agreement: made?.id ?? null, category, lead },
    });
  });

/** Ends an agreement before its time, with a reason; it stays on record. */
export const endAgreement = (changing: Changing, id: string, reason: string): Promise<void> =>
  change(changing, async (tx, seam) => {
    const [agreement] = await tx<{ until: Date | null; endedBy: string | null }[]>`
      select until_at as until, ended_by as "endedBy" from seam_agreement
      where id = ${id} and record_id = ${seam.record}`;
    if (!agreement) throw notFound({ zh: '这条交界线的协议', en: 'agreement on this seam' }, id);
    if (agreement.endedBy !== null || (agreement.until && agreement.until <= changing.now))
      throw conflict('ended-already', {
        zh: `协议 ${id} 已经结束`,
        en: `Agreement ${id} has ended already`,
      });
    await tx`
      update seam_agreement set ended_at = ${changing.now}, ended_by = ${changing.account.name}, ended_reason = ${reason}
      where id = ${id}`;
    await append(tx, {
      at: changing.now,
      step: 'seam.agreementEnded',
      actor: changing.account.name,
      body: { record: seam.record, key: changing.key, agreement: id, reason },
    });
  });

export interface ContactInput {
  readonly side: string;
  readonly office: string;
  readonly officeEn: string;
  readonly phone: string;
}

/** Puts these offices in the place of those that were to be called so far. */
export const replaceContacts = (changing: Changing, contacts: readonly ContactInput[]): Promise<void> =>
  change(changing, async (tx, seam) => {
    const letters = contacts.map(({ side }, i) => seam.letterOf(side, `#/contacts/${i}/side`));
    await tx`delete from seam_contact where record_id = ${seam.record}`;
    await tx`
      insert into seam_contact (record_id, position, side, office, office_en, phone)
      select ${seam.record}::bigint, position, side, office, office_en, phone
      from unnest(${contacts.map((_, i) => i)}::int[], ${letters}::text[], ${contacts.map((c) => c.office)}::text[],
                  ${contacts.map((c) => c.officeEn)}::text[], ${contacts.map((c) => c.phone)}::text[])
        as given (position, side, office, office_en, phone)`;
    await append(tx, {
      at: changing.now,
      step: 'seam.recorded',
      actor: changing.account.name,
      body: { record: seam.record, key: changing.key, contacts: contacts.length },
    });
  });

interface Locked {
  readonly record: string;
  readonly version: number;
  readonly updatedBy: string | null;
  /** Letter of a side by its code; refuses a code that is none of the two. */
  readonly letterOf: (code: string, pointer: string) => Letter;
  readonly codeOf: (letter: Letter) => string;
  /** The line itself, and its metres. */
  readonly lines: readonly Line[];
  readonly length: number;
}

/** Changes a record with its row locked, and tells every process of it on commit. */
async function change(
  { sql, edition, key }: Changing,
  act: (tx: TransactionSql, seam: Locked) => Promise<void>,
): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`
      select 1 from seam_record where id = (select record_id from seam_line where edition_id = ${edition} and key = ${key})
      for update`;
    const seam = await readSeam(tx, edition, key);
    if (!seam) throw notFound({ zh: '交界线', en: 'seam' }, key);
    const { record, version, updatedBy, left, right, leftSide } = seam;
    const letterOf = (code: string, pointer: string): Letter => {
      if (code === left) return leftSide;
      if (code === right) return otherLetter(leftSide);
      const detail = {
        zh: `“${code}”不是这条交界线的一方，应为 ${left} 或 ${right}`,
        en: `"${code}" is no side of this seam: it must be ${left} or ${right}`,
      };
      throw invalid(detail, [{ pointer, got: code, detail }]);
    };
    await act(tx, {
      record,
      version,
      updatedBy,
      letterOf,
      codeOf: (letter) => (letter === leftSide ? left : right),
      lines: seam.shape.coordinates as unknown as readonly Line[],
      length: seam.length,
    });
    await announceRecords(tx);
  });
}
