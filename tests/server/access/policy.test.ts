import { expect, test } from 'vitest';
import { grantOf, permissions, type Role, roles } from '../../../server/access/policy.ts';

/** The whole table, read aloud: a = anywhere, o = own area, b = own body, . = never. Columns as `permissions` lists them. */
const expected: Readonly<Record<Role, string>> = {
  wall: 'a....a.........aa.......',
  coordinator: 'aaooaoooooooooo.oaoo....',
  officer: 'a....b..bb....b.b.......',
  planner: 'aa.a.a.........aaa.a..a.',
  engineer: 'aa.a.a..........aaaaaaaa',
  admin: 'aa.a.a.........aaaaaaaaa',
};

test.each(roles)('%s may do exactly what the table grants', (role) => {
  const letters = { all: 'a', area: 'o', body: 'b' } as const;
  const row = permissions.map((permission) => {
    const grant = grantOf(role, permission);
    return grant ? letters[grant] : '.';
  });
  expect(row.join('')).toBe(expected[role]);
});

test('nobody who looks at a wall can change a case', () => {
  const changing = permissions.filter((p) =>
    /submit|override|blow|redraw|checkIn|feedBack|verify|release|sign|send|record|close|load/.test(p),
  );
  expect(changing).toHaveLength(14);
  for (const permission of changing) expect(grantOf('wall', permission)).toBeNull();
});
