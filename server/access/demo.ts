import type { Sql } from 'postgres';
import { hashPassword } from './password.ts';
import type { Account } from './session.ts';

/** Accounts of the demo city. Their password is public, which is why a demo listens on 127.0.0.1 only. */
export const demoAccounts: readonly Account[] = [
  demo('coordinator-xicheng', '西城区协调员', 'Xicheng coordinator', 'coordinator', '110102'),
  demo('coordinator-fengtai', '丰台区协调员', 'Fengtai coordinator', 'coordinator', '110106'),
  demo('wall', '指挥中心大屏', 'Command centre wall', 'wall'),
  demo('officer', '丰台城管队员', 'Fengtai urban management officer', 'officer', null, '110106-urban'),
  demo('planner', '研判员', 'Planner', 'planner'),
  demo('engineer', '测绘工程师', 'GIS engineer', 'engineer'),
  demo('admin', '管理员', 'Administrator', 'admin'),
];
export const demoPassword = 'demo';

const names = demoAccounts.map(({ name }) => name);

/** Adds the demo accounts that are missing, and opens those that were closed while the demo was off. One hash serves them all. */
export async function addDemoAccounts(sql: Sql): Promise<void> {
  const known = await sql<{ name: string; closed: boolean; demo: boolean }[]>`
    select name, disabled_at is not null as closed, demo from account where name = any(${names})`;
  if (known.some((account) => account.demo && account.closed))
    await sql`
      update account set disabled_at = null, version = version + 1
      where name = any(${names}) and demo and disabled_at is not null`;
  if (known.length === demoAccounts.length) return;
  const passwordHash = await hashPassword(demoPassword);
  for (const a of demoAccounts)
    await sql`
      insert into account (name, display_name, display_name_en, role, area_code, body_code, password_hash, demo)
      values (${a.name}, ${a.displayName}, ${a.displayNameEn}, ${a.role}, ${a.areaCode}, ${a.bodyCode}, ${passwordHash}, true)
      on conflict (name) do nothing`;
}

/** Closes the accounts of a demo that this database was once started as: their passwords are public. Answers how many. */
export async function closeDemoAccounts(sql: Sql, now: Date): Promise<number> {
  return sql.begin(async (tx) => {
    await tx`delete from session where account in (select name from account where demo)`;
    const closed = await tx`
      update account set disabled_at = ${now}, version = version + 1 where demo and disabled_at is null`;
    return closed.count;
  });
}

function demo(
  name: string,
  displayName: string,
  displayNameEn: string,
  role: Account['role'],
  areaCode: string | null = null,
  bodyCode: string | null = null,
): Account {
  return { name, displayName, displayNameEn, role, areaCode, bodyCode };
}
