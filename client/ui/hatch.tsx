import { type PartyNumber, partyNumber } from './palette.ts';

/**
 * The six hatches as SVG patterns, to be put once on a screen; `partyPaint` refers to them.
 * `scale` is the size of the hatch: 1 on the desk, about 1.6 units on the wall.
 */
export function HatchDefs({ scale = 1 }: { readonly scale?: number }) {
  return (
    <svg width="0" height="0" style={{ position: 'absolute' }} aria-hidden="true">
      <defs>
        {([1, 2, 3, 4, 5, 6] as const).map((party) => (
          <pattern
            key={party}
            id={`hatch-${party}`}
            width={period}
            height={period}
            patternUnits="userSpaceOnUse"
            patternTransform={`scale(${scale}) rotate(${hatches[party].angle})`}
          >
            <rect
              width={period}
              height={period}
              fill={`var(--party-${party})`}
              fillOpacity="var(--party-fill)"
            />
            <path d={hatches[party].path} stroke={`var(--party-${party})`} strokeWidth={stroke} fill="none" />
            {party === 6 && <circle cx={period / 2} cy={period / 2} r={1.3} fill="var(--party-6)" />}
          </pattern>
        ))}
      </defs>
    </svg>
  );
}

/** Fill of a party's shapes in SVG. */
export const partyPaint = (party: number): string => `url(#hatch-${partyNumber(party)})`;

const period = 7;
const stroke = 1.5;

const line = `M0 ${period / 2}H${period}`;

/** Strokes within one period, before the turn by `angle` (clockwise, degrees). */
const hatches: Record<PartyNumber, { readonly angle: number; readonly path: string }> = {
  1: { angle: -45, path: line },
  2: { angle: 45, path: line },
  3: { angle: 0, path: line },
  4: { angle: 90, path: line },
  5: { angle: 0, path: `${line}M${period / 2} 0V${period}` },
  6: { angle: 0, path: '' },
};
