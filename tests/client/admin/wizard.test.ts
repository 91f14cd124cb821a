import { describe, expect, test } from 'vitest';
import { completeReading, guessOf, readCity, withChoice } from '../../../client/admin/reading.ts';
import { type Making, nothingMade, stepStates, stepToShow } from '../../../client/admin/steps.ts';
import { findText, viewOf } from '../../../client/admin/url.ts';
import { upload } from './editions.ts';

const nothing = nothingMade;
const checked = { status: 'draft', errors: 2, base: 3 } as const;
const states = (making: Making) => stepStates(making).map(({ state }) => state);

describe('the steps', () => {
  test('begin with a file, and every later one says what it waits for', () => {
    expect(states(nothing)).toEqual(['open', 'waiting', 'waiting', 'waiting', 'waiting', 'waiting']);
    expect(stepStates(nothing).map(({ waitsFor }) => waitsFor)).toEqual([
      null,
      'file',
      'file',
      'file',
      'check',
      'check',
    ]);
  });

  test('wait for a person to agree to the coordinates before the fields', () => {
    const uploaded = { ...nothing, file: true };
    expect(states(uploaded)).toEqual(['done', 'open', 'waiting', 'waiting', 'waiting', 'waiting']);
    expect(states({ ...uploaded, crs: 'wgs84', fieldsComplete: true })).toEqual([
      'done',
      'done',
      'done',
      'open',
      'waiting',
      'waiting',
    ]);
  });

  test('let the difference be seen with errors in the report, but nothing be published', () => {
    const found = { ...nothing, file: true, crs: 'wgs84', fieldsComplete: true, edition: checked };
    expect(states(found)).toEqual(['done', 'done', 'done', 'faulty', 'open', 'waiting']);
    expect(stepStates(found).at(-1)?.waitsFor).toBe('errors');
    expect(states({ ...found, edition: { ...checked, errors: 0 } })).toEqual([
      'done',
      'done',
      'done',
      'done',
      'open',
      'open',
    ]);
  });

  test('have nothing to compare a first edition with, and publish it all the same', () => {
    const first = { ...nothing, edition: { ...checked, errors: 0, base: null } };
    expect(stepStates(first).slice(4)).toEqual([
      { step: 'difference', state: 'waiting', waitsFor: 'base' },
      { step: 'publish', state: 'open', waitsFor: null },
    ]);
  });

  test('of a draft without its file can be looked at, but not read anew', () => {
    const alone = { ...nothing, edition: checked };
    expect(stepStates(alone)[1]).toEqual({ step: 'crs', state: 'waiting', waitsFor: 'gone' });
    expect(stepToShow('fields', alone)).toBe('check');
  });

  test('show the one that is asked for where it can be taken, else the furthest that makes sense', () => {
    expect(stepToShow(null, nothing)).toBe('file');
    expect(stepToShow('publish', nothing)).toBe('file');
    expect(stepToShow(null, { ...nothing, file: true })).toBe('crs');
    expect(stepToShow('publish', { ...nothing, edition: checked })).toBe('check');
    expect(stepToShow('difference', { ...nothing, edition: checked })).toBe('difference');
  });
});

describe('the reading of a file', () => {
  test('begins with what was guessed, to be agreed to', () => {
    expect(guessOf(upload({}), { code: '110000', name: '北京市' })).toEqual({
      crsAgreed: false,
      reading: {
        crs: 'wgs84',
        level: 'subdistrict',
        code: 'XZQDM',
        name: 'XZQMC',
        city: { code: '110000', name: '北京市' },
      },
    });
  });

  test('is complete with coordinates, level, code and name, and not before', () => {
    const choice = guessOf(upload({ crs: { ...upload({}).crs, guess: null } }), null);
    expect(completeReading(choice)).toBeNull();
    expect(completeReading(withChoice(choice, { crs: 'gcj02' }))).toMatchObject({
      crs: 'gcj02',
      code: 'XZQDM',
    });
    expect(completeReading(withChoice(choice, { crs: 'gcj02', name: '' }))).toBeNull();
  });

  test('takes a city as code and name, with a colon of either script', () => {
    expect(readCity('110000:北京市')).toEqual({ code: '110000', name: '北京市' });
    expect(readCity(' 110000：北京市 ')).toEqual({ code: '110000', name: '北京市' });
    expect(readCity('北京市')).toBeNull();
    expect(readCity('1100:北京市')).toBeNull();
  });
});

describe('the address', () => {
  test('shows what it was copied from', () => {
    expect(viewOf({ edition: 3, view: 'difference', base: '2', area: '110102020' })).toMatchObject({
      edition: 3,
      look: 'difference',
      base: 2,
      area: '110102020',
    });
    expect(viewOf({ upload: '5f0c-1', step: 'crs' })).toMatchObject({ upload: '5f0c-1', step: 'crs' });
    expect(viewOf({ find: findText('faulty-ring', 2) }).finding).toEqual({ kind: 'faulty-ring', item: 2 });
    expect(viewOf({ day: '2026-05-08' }).day).toBe('2026-05-08');
  });

  test('with nonsense in it is as one without', () => {
    const nothingSaid = viewOf({});
    expect(
      viewOf({
        upload: '../x',
        step: 'all',
        edition: -1,
        view: {},
        base: '1e3',
        find: 'holes-1',
        area: 'a|b',
        day: '2026-13-40',
      }),
    ).toEqual(nothingSaid);
    expect(nothingSaid).toEqual({
      upload: null,
      step: null,
      edition: null,
      look: 'report',
      base: null,
      finding: null,
      area: null,
      day: null,
    });
  });
});
