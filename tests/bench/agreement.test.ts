import { describe, expect, test } from 'vitest';
import { findDisagreement, onGeography, onPlane } from './agreement.ts';

const ours = new Map([
  ['110106002', 1333.3],
  ['110102020', 666.7],
]);
const whole = 2000;
const except = (code: string, amount: number) => new Map([...ours, [code, amount]]);

describe('Answers are compared before times are', () => {
  test('the same amounts agree, whatever their order', () => {
    expect(findDisagreement(ours, new Map([...ours].reverse()), whole, onPlane)).toBeNull();
  });

  test('a planted difference beyond the tolerance names the area and both amounts', () => {
    const found = findDisagreement(ours, except('110102020', 668.8), whole, onGeography);
    expect(found).toContain('110102020');
    expect(found).toContain('666.7 here, 668.8 by the peer');
  });

  test('a thousandth of the footprint is allowed on geodesics and a millionth on the plane', () => {
    const theirs = except('110102020', 668.6);
    expect(findDisagreement(ours, theirs, whole, onGeography)).toBeNull();
    expect(findDisagreement(ours, theirs, whole, onPlane)).not.toBeNull();
  });

  test('an area that only one of the two names is a difference of all of it', () => {
    expect(findDisagreement(ours, except('110101001', 5), whole, onGeography)).toContain('110101001: 0 here');
    expect(findDisagreement(except('110101001', 5), ours, whole, onGeography)).toContain('110101001: 5 here');
  });

  test('of several differences the largest is named', () => {
    const theirs = new Map([
      ['110106002', 1300],
      ['110102020', 600],
    ]);
    expect(findDisagreement(ours, theirs, whole, onPlane)).toContain('110102020');
  });

  test('an amount that is no number agrees with nothing', () => {
    expect(findDisagreement(ours, except('110102020', Number.NaN), whole, onGeography)).not.toBeNull();
  });
});
