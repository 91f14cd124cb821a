import { describe, expect, test } from 'vitest';
import { judgeCase, partyInWords } from './golden-case.ts';
import { goldenCases } from './golden-cases.ts';

describe('Every golden case comes out to the last word', () => {
  test.each(goldenCases().map((golden) => [golden.title, golden] as const))('%s', (_, golden) => {
    const verdict = judgeCase(golden);
    expect({
      outcome: verdict.outcome,
      parties: verdict.parties.map(partyInWords),
      coordinator: verdict.coordinator?.name ?? null,
      zh: verdict.sentence.zh,
      en: verdict.sentence.en,
      touched: verdict.touched.map(({ jurisdiction }) => jurisdiction.name),
      defects: verdict.defects.map(({ key }) => key),
    }).toEqual({ touched: [], defects: [], ...golden.expected });
  });
});
