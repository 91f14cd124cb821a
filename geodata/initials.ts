/** Whether letters come in this order among initials, beginning with a first letter that is there: "gaw" in "gamw". */
export function followsInitials(initials: string, wanted: string): boolean {
  let start = initials.indexOf(wanted[0] ?? '');
  while (start >= 0) {
    let at = start;
    let found = 0;
    // One letter may be left out between two, as people do in four-syllable names; more would match anything.
    for (let skipped = 0; at < initials.length && found < wanted.length && skipped <= 1; at++) {
      if (initials[at] === wanted[found]) {
        found++;
        skipped = 0;
      } else skipped++;
    }
    if (found === wanted.length) return true;
    start = initials.indexOf(wanted[0] ?? '', start + 1);
  }
  return false;
}
