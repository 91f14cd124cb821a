import { expect, test } from 'vitest';
import { levelOfParent, readCode } from '../../../geodata/read/code.ts';
import { englishName } from '../../../geodata/read/english-name.ts';

test.each([
  ['北京市', 'Beijing'],
  ['西城区', 'Xicheng District'],
  ['广安门外街道', "Guang'anmenwai Subdistrict"],
  ['金海湖镇', 'Jinhaihu Town'],
  ['八大处社区', 'Badachu Community'],
  ['区', 'Qu'],
  ['Old Town', 'Old Town'],
])('the English name of %s is %s', (name, english) => {
  expect(englishName(name)).toBe(english);
});

test('a code keeps its own digits and loses the zeros after them', () => {
  expect(readCode('110102000000', 'district')).toBe('110102');
  expect(readCode(110102020000, 'subdistrict')).toBe('110102020');
  expect(readCode('110102020001', 'subdistrict')).toBe('110102020001');
  expect(readCode('110102020001', 'community')).toBe('110102020001');
  expect(readCode('SOHO-3', 'cell')).toBe('SOHO-3');
});

test('what could not stand in the name of a seam is no code', () => {
  for (const value of ['a|b', 'a b', 'a,b', '', undefined, true, 'x'.repeat(33)])
    expect(readCode(value, 'cell')).toBeNull();
});

test('a parent has the level its digits say, else the level above its child', () => {
  expect(levelOfParent('110102', 'subdistrict')).toBe('district');
  expect(levelOfParent('110102', 'cell')).toBe('district');
  expect(levelOfParent('110102020', 'cell')).toBe('subdistrict');
  expect(levelOfParent('W-7', 'community')).toBe('subdistrict');
});
