import type { Role } from '../../geodata/jurisdiction/verdict.ts';
import { useText } from '../text/text.ts';
import { partyPaint } from './hatch.tsx';
import { partyNumber } from './palette.ts';
import './party.css';

/** A party's hue and hatch in a small square, beside its name. `size` in units. */
export function PartyChip({ party, size = 12 }: { readonly party: number; readonly size?: number }) {
  const side = `calc(${size} * var(--u))`;
  return (
    <svg className="party-chip" style={{ width: side, height: side }} aria-hidden="true">
      <rect
        width="100%"
        height="100%"
        fill={partyPaint(party)}
        stroke={`var(--party-${partyNumber(party)})`}
        strokeWidth="calc(2.4 * var(--u))"
      />
    </svg>
  );
}

export interface ShareOfParty {
  readonly party: number;
  readonly name: string;
  /** 0 to 1. */
  readonly share: number;
}

/** How a footprint divides among its parties, as one bar. `height` in units. Shares need not fill it: the rest stays empty. */
export function ShareBar({
  parts,
  height = 28,
}: {
  readonly parts: readonly ShareOfParty[];
  readonly height?: number;
}) {
  const { format } = useText();
  return (
    <div
      className="share-bar"
      style={{ height: `calc(${height} * var(--u))` }}
      role="img"
      aria-label={format.facts(parts.map((part) => `${part.name} ${format.share(part.share)}`))}
    >
      {parts.map((part) => (
        <div key={part.party} style={{ width: `${part.share * 100}%` }}>
          <svg width="100%" height="100%" aria-hidden="true">
            <rect
              width="100%"
              height="100%"
              fill={partyPaint(part.party)}
              stroke={`var(--party-${partyNumber(part.party)})`}
              strokeWidth="calc(2.4 * var(--u))"
            />
          </svg>
        </div>
      ))}
    </div>
  );
}

/** The role of a party: the lead in ink, the others quieter. In a joint verdict an assisting side is called joint. */
export function RoleTag({ role, joint = false }: { readonly role: Role; readonly joint?: boolean }) {
  const { t } = useText();
  const name = role === 'assist' && joint ? 'joint' : role;
  return <span className={`role-tag role-${role}`}>{t(`role.${name}`)}</span>;
}
