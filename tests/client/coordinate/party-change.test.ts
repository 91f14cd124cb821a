import { describe, expect, test } from 'vitest';
import { bodyCount, calledAreas, decided } from '../../../client/coordinate/bodies.ts';
import { partyNumbers } from '../../../client/coordinate/naming.ts';
import { changeAhead } from '../../../client/coordinate/party-change.ts';
import { party, side, summons, verdict, whistle } from './cases.ts';

const west = '110106002';
const east = '110102020';
const wide = verdict();
const eastAlone = verdict({ parties: [party({ code: east, role: 'lead', share: 1 })] });
const here = { checkedInAt: '2026-05-08T09:50:00+08:00' };

describe('what a new footprint would do to the sides of a whistle', () => {
  const joint = whistle({});
  const names = (areas: readonly { name: string }[]) => areas.map(({ name }) => name);

  test('the same parties stay, and the same one leads', () => {
    const ahead = changeAhead(joint, wide, '110102');
    expect([names(ahead.kept), ahead.added, ahead.left, ahead.lead]).toEqual([
      ['太平桥街道', '广安门外街道'],
      [],
      [],
      null,
    ]);
  });

  test('a party nobody of which has come goes at once, and the lead moves', () => {
    const ahead = changeAhead(joint, eastAlone, '110102');
    expect([names(ahead.kept), names(ahead.left)]).toEqual([['广安门外街道'], ['太平桥街道']]);
    expect(ahead.lead).toMatchObject({ to: { code: east }, held: false });
  });

  test('once somebody has come the lead stays, but for the common superior, who lets it go after verification', () => {
    const mustered = whistle({ summonses: [summons(here)] });
    const held = changeAhead(mustered, eastAlone, '110102');
    expect([names(held.kept), held.lead?.held]).toEqual([['太平桥街道', '广安门外街道'], true]);
    const free = changeAhead(mustered, eastAlone, '110000');
    expect([names(free.leaving), free.left, free.lead?.held]).toEqual([['太平桥街道'], [], false]);
  });

  test('an area that comes in is new; one that was merely informed is new too', () => {
    const alone = whistle({
      sides: [
        side({ areaCode: east, name: '广安门外街道', role: 'lead' }),
        side({ areaCode: west, role: 'inform' }),
      ],
    });
    expect(names(changeAhead(alone, wide, null).added)).toEqual(['太平桥街道']);
  });

  test('who was called by hand stays while the footprint still touches it', () => {
    const touched = verdict({
      parties: eastAlone.parties,
      touched: [{ jurisdiction: party({ code: west }).jurisdiction, share: 0.01, area: 3, width: 0.4 }],
    });
    expect(names(changeAhead(joint, touched, null).kept)).toEqual(['太平桥街道', '广安门外街道']);
  });
});

describe('a body beside the areas', () => {
  const railway = party({
    code: 'rail-7',
    role: 'assist',
    share: 0,
    holding: { kind: 'rail', id: '7', name: '丰台支线', nameEn: 'Fengtai branch' },
    departments: [],
  });
  const withRailway = verdict({ parties: [...wide.parties, railway] });

  test('is no area, has no hue, and comes all the same', () => {
    expect(calledAreas(withRailway, new Set()).map(({ code }) => code)).toEqual([west, east]);
    expect([...partyNumbers(withRailway).keys()]).toEqual([east, west]);
    expect(bodyCount(withRailway, new Set())).toBe(bodyCount(wide, new Set()) + 1);
  });

  test('stays beside whatever a coordinator decides about the areas', () => {
    const parties = [{ jurisdiction: party({ code: east }).jurisdiction, role: 'lead' as const }];
    const after = decided(withRailway, { parties });
    expect(after.parties.map(({ jurisdiction, role }) => [jurisdiction.code, role])).toEqual([
      [east, 'lead'],
      ['rail-7', 'assist'],
    ]);
    expect(calledAreas(after, new Set()).map(({ code }) => code)).toEqual([east]);
  });
});
