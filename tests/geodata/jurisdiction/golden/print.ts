/** Prints every golden case with its verdict as a table to read: `npm run verdicts`. */

import { judgeCase, partyInWords } from './golden-case.ts';
import { goldenCases } from './golden-cases.ts';

for (const golden of goldenCases()) {
  const verdict = judgeCase(golden);
  const rows = [
    ['outcome', [verdict.outcome, ...(verdict.coordinator ? [verdict.coordinator.name] : [])].join(' · ')],
    ...verdict.parties.map((party) => ['party', `${partyInWords(party)}: ${party.why.zh} / ${party.why.en}`]),
    ...verdict.touched.map(({ jurisdiction, area }) => [
      'touched',
      `${jurisdiction.name} ${area.toFixed(1)} m²`,
    ]),
    ...verdict.defects.map(({ key, width }) => [
      'survey',
      `${key}${width === null ? '' : ` ${width.toFixed(1)} m`}`,
    ]),
    ...verdict.wouldChange.map(({ zh, en, result }) => [
      'unless',
      `${zh} → ${result.zh} / ${en} → ${result.en}`,
    ]),
    ['中文', verdict.sentence.zh],
    ['English', verdict.sentence.en],
  ];
  console.log(`\n${golden.title}`);
  for (const [name = '', text = ''] of rows) console.log(`  ${name.padEnd(8)} ${text}`);
}
