import type { Sql } from 'postgres';
import { demoPassword } from '../../server/access/demo.ts';

/** Somebody signed in, who sends requests as a browser does. */
export interface Person {
  readonly post: (path: string, body: unknown, key: string) => Promise<Answer>;
  /** 0 to 1, the same in every run. */
  readonly random: () => number;
}

export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface People {
  readonly xicheng: readonly Person[];
  readonly fengtai: readonly Person[];
  /** Officers by their body. */
  readonly officers: ReadonlyMap<string, readonly Person[]>;
}

const bodies = [
  '110102-urban',
  '110102-housing',
  '110102-planning',
  '110106-urban',
  '110106-housing',
  '110106-planning',
];

/** Adds accounts beside the demo's, half coordinators of the two districts and half officers, and signs them in. */
export async function addPeople(sql: Sql, address: string, count: number): Promise<People> {
  const wanted = Array.from({ length: count }, (_, n) => {
    const of = n % 4;
    if (of < 2)
      return { name: `load-${n}`, like: of ? 'coordinator-fengtai' : 'coordinator-xicheng', body: null };
    return { name: `load-${n}`, like: 'officer', body: bodies[(n >> 1) % bodies.length] ?? null };
  });
  await sql`
    insert into account (name, display_name, display_name_en, role, area_code, body_code, password_hash)
    select w.name, a.display_name, a.display_name_en, a.role, a.area_code, coalesce(w.body, a.body_code), a.password_hash
    from unnest(${wanted.map((w) => w.name)}::text[], ${wanted.map((w) => w.like)}::text[], ${wanted.map((w) => w.body)}::text[])
         as w (name, like_name, body)
    join account a on a.name = w.like_name`;
  const people = new Map<string, Person[]>();
  for (const { name, like, body } of wanted) {
    const person = await signIn(address, name);
    const group = body ?? like;
    people.set(group, [...(people.get(group) ?? []), person]);
  }
  return {
    xicheng: people.get('coordinator-xicheng') ?? [],
    fengtai: people.get('coordinator-fengtai') ?? [],
    officers: people,
  };
}

/** Sends again what got no answer, as a phone does: the key sees to it that it counts once. */
async function untilAnswered(send: () => Promise<Response>): Promise<Response> {
  for (let tries = 1; ; tries++)
    try {
      return await send();
    } catch (error) {
      if (tries === 5) throw error;
    }
}

async function signIn(address: string, name: string): Promise<Person> {
  const signedIn = await fetch(`${address}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: address },
    body: JSON.stringify({ name, password: demoPassword }),
  });
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0];
  if (!signedIn.ok || !cookie) throw new Error(`${name} could not sign in: ${await signedIn.text()}`);
  let state = Number(name.replace(/\D/g, '')) + 1;
  return {
    async post(path, body, key) {
      const response = await untilAnswered(() =>
        fetch(address + path, {
          method: 'POST',
          headers: { 'content-type': 'application/json', origin: address, cookie, 'idempotency-key': key },
          body: JSON.stringify(body),
        }),
      );
      return { status: response.status, body: (await response.json()) as Answer['body'] };
    },
    random() {
      // Park and Miller's minimal standard generator.
      state = (state * 48_271) % 2_147_483_647;
      return state / 2_147_483_647;
    },
  };
}
