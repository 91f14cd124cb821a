import type { Load, SideLoad } from '../../../geodata/analysis/what-if/load.ts';
import { useText } from '../../text/text.ts';
import { PartyChip } from '../../ui/party.tsx';
import { shortName } from '../seams/naming.ts';

interface Side {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
}

/** What both areas carry with the line as it is and as it is moved: every figure, its unit, and by how much it changes. */
export function LoadTable(props: {
  readonly left: Side;
  readonly right: Side;
  readonly before: Load;
  readonly after: Load;
}) {
  const { t, format, language } = useText();
  const { before, after } = props;
  const rows: readonly {
    readonly key: string;
    readonly of: (side: SideLoad) => number | null;
    readonly digits: 0 | 1 | 2;
  }[] = [
    { key: 'incidents', of: ({ incidents }) => incidents, digits: 0 },
    {
      key: 'joint',
      of: ({ joint, incidents }) => (incidents === 0 ? null : (100 * joint) / incidents),
      digits: 1,
    },
    { key: 'days', of: ({ meanDays }) => meanDays, digits: 2 },
    { key: 'area', of: ({ squareMetres }) => squareMetres / 1e6, digits: 2 },
    { key: 'perArea', of: ({ incidents, squareMetres }) => ratio(incidents, squareMetres / 1e6), digits: 1 },
    { key: 'streets', of: ({ streetMetres }) => streetMetres / 1e3, digits: 1 },
    {
      key: 'perStreet',
      of: ({ incidents, streetMetres }) => ratio(incidents, streetMetres / 1e3),
      digits: 1,
    },
  ];
  const figure = (value: number | null, digits: number) =>
    value === null
      ? '—'
      : value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const change = (from: number | null, to: number | null, digits: number) => {
    if (from === null || to === null) return '';
    const by = Number((to - from).toFixed(digits));
    return by === 0 ? '=' : `${by > 0 ? '+' : '−'}${figure(Math.abs(by), digits)}`;
  };
  return (
    <>
      <table className="what-if-table" data-testid="what-if-load">
        <thead>
          <tr>
            <th scope="col">{t('planWhatIf.carries')}</th>
            {[props.left, props.right].map((side, i) => (
              <th scope="colgroup" colSpan={2} key={side.code}>
                <PartyChip party={i + 1} /> {shortName(side, language)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, of, digits }) => (
            <tr key={key}>
              <th scope="row">{t(`planWhatIf.figure.${key}`)}</th>
              {(['left', 'right'] as const).map((side) => [
                <td key={`${side}-after`} data-testid={`what-if-${key}-${side}`}>
                  {figure(of(after[side]), digits)}
                </td>,
                <td key={`${side}-change`} className="change">
                  {change(of(before[side]), of(after[side]), digits)}
                </td>,
              ])}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="what-if-line">
        {format.facts([
          t('planWhatIf.moved', { count: after.moved }),
          t('planWhatIf.atLine', { count: after.atLine, before: before.atLine }),
          t('planWhatIf.length', {
            length: format.length(after.length),
            before: format.length(before.length),
          }),
        ])}
      </p>
    </>
  );
}

const ratio = (count: number, of: number): number | null => (of > 0 ? count / of : null);
