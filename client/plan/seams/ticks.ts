/** Round distances along a line, four to ten of them, from its beginning. */
export function ticksOf(length: number): number[] {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, length / 4)));
  const step = [5, 2, 1].map((times) => times * power).find((one) => length / one >= 4) ?? power;
  return Array.from({ length: Math.floor(length / step) + 1 }, (_, i) => i * step);
}
