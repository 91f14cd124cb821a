import { useText } from '../text/text.ts';
import type { Standing } from './findings.ts';

/** How a kind of finding stands: a dot, a half dot where it was accepted, a triangle, a circle. */
export function StandingMark({ standing }: { readonly standing: Standing }) {
  const { t } = useText();
  return (
    <svg
      viewBox="0 0 14 14"
      width="14"
      height="14"
      role="img"
      aria-label={t(`admin.standing.${standing}`)}
      className={`standing standing-${standing}`}
    >
      {standing === 'error' && <circle cx="7" cy="7" r="6" className="filled" />}
      {standing === 'accepted' && (
        <>
          <circle cx="7" cy="7" r="5.3" />
          <path d="M7 1.7a5.3 5.3 0 0 0 0 10.6z" className="filled" />
        </>
      )}
      {standing === 'warning' && <path d="M7 1.8L12.8 12H1.2z" />}
      {standing === 'passed' && <circle cx="7" cy="7" r="5.3" />}
    </svg>
  );
}

/** Points down where a part is open, right where it is closed. */
export function Chevron({ open }: { readonly open: boolean }) {
  return (
    <svg viewBox="0 0 14 14" width="14" height="14" aria-hidden="true" className="chevron">
      <path d={open ? 'M3 5l4 4 4-4' : 'M5 3l4 4-4 4'} />
    </svg>
  );
}

/** Signs of the map's legend. */
export function LegendSign({ sign }: { readonly sign: 'hatch' | 'cross' | 'triangle' | 'dots' | 'dashed' }) {
  return (
    <svg viewBox="0 0 20 16" width="20" height="16" aria-hidden="true" className="legend-sign">
      {sign === 'hatch' && <path d="M2 2h16v12H2zM2 6l8 8M2 2l12 12M8 2l10 10M14 2l4 4" />}
      {sign === 'cross' && <path d="M10 2a6 6 0 1 0 0 12 6 6 0 0 0 0-12M7.7 5.7l4.6 4.6M12.3 5.7l-4.6 4.6" />}
      {sign === 'triangle' && <path d="M10 2.5L16 13.5H4z" />}
      {sign === 'dots' && (
        <path d="M2 2h16v12H2zM6 6h.01M10 6h.01M14 6h.01M6 10h.01M10 10h.01M14 10h.01" className="dotted" />
      )}
      {sign === 'dashed' && <path d="M1 8h18" className="dashed" />}
    </svg>
  );
}
