import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import type { Assessment } from '../api.ts';
import { useText } from '../text/text.ts';
import { along, axisOf, ordered, partsOf, placedBy, type Rate, type Row, rateIn, ticksOf } from './rows.ts';
import type { AssessSearch } from './url.ts';

/** Lines drawn at first, and more at each press: a city has thousands of communities. */
const page = 300;

/**
 * One line each: place, name, rates with their numbers, and the value with its 95 % interval on one axis for all. Those
 * whose intervals overlap share their places.
 */
export function RankingTable(props: {
  readonly assessment: Assessment;
  readonly of: 'area' | 'body';
  readonly by: AssessSearch['by'];
  readonly busy: boolean;
  readonly onBy: (by: AssessSearch['by']) => void;
  /** Where an area's own areas are assessed; null where there are none below. */
  readonly below: ((code: string) => AssessSearch) | null;
}) {
  const { t, format } = useText();
  const { assessment, of, by } = props;
  const [shown, setShown] = useState(page);
  const rows = ordered(assessment, of, by);
  const placed = rows.map((row) => placedBy(row, by));
  const axis = axisOf(placed);
  const city = of === 'area' && by !== undefined ? rateOfCity(assessment, by) : null;
  const parts = partsOf[of];
  if (rows.length === 0) return <p className="assess-empty">{t(`assess.empty.${of}`)}</p>;
  return (
    <div className="assess-scroll" aria-busy={props.busy}>
      <table className={`assess-table assess-${of}`}>
        <thead>
          <tr>
            <th scope="col">{t('assess.rank')}</th>
            <th scope="col">{t(`assess.name.${of}`)}</th>
            {of === 'area' ? (
              <th scope="col" className="number">
                {t('assess.received')}
              </th>
            ) : (
              <th scope="col" className="number">
                {t('assess.arrivals')}
              </th>
            )}
            {parts.map((part) => (
              <th key={part} scope="col" className="number" aria-sort={by === part ? 'descending' : 'none'}>
                <SortButton
                  on={by === part}
                  label={t(`assess.part.${part}`)}
                  onClick={() => props.onBy(part)}
                />
              </th>
            ))}
            <th scope="col" className="axis">
              <div className="assess-axis">
                {ticksOf(axis).map((tick) => (
                  <span key={tick} style={{ left: `${along(tick, axis)}%` }}>
                    {tick}
                  </span>
                ))}
              </div>
            </th>
            <th scope="col" className="number" aria-sort={by === undefined ? 'descending' : 'none'}>
              <SortButton
                on={by === undefined}
                label={t('assess.composite')}
                onClick={() => props.onBy(undefined)}
              />
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, shown).map((row, index) => {
            const value = placed[index] ?? null;
            return (
              <tr key={row.code} data-testid={`assess-${row.code}`}>
                <td className="rank">{rankText(row)}</td>
                <th scope="row">
                  {props.below === null || !('received' in row) ? (
                    format.name(row)
                  ) : (
                    <Link
                      to="/assess"
                      search={props.below(row.code) as never}
                      title={t('assess.drill', { name: format.name(row) })}
                      data-testid={`drill-${row.code}`}
                    >
                      {format.name(row)}
                    </Link>
                  )}
                  <small>{secondLine(row, t, format)}</small>
                </th>
                <td className="number">
                  {'received' in row ? (
                    <>
                      {amount(row.received, format)}
                      <small>{row.shared > 0 ? t('assess.shared', { count: row.shared }) : ''}</small>
                    </>
                  ) : (
                    <>
                      {format.number(row.called)}
                      <small>
                        {format.facts([
                          row.late > 0 && t('assess.lateCount', { count: row.late }),
                          row.missing > 0 && t('assess.missingCount', { count: row.missing }),
                        ])}
                      </small>
                    </>
                  )}
                </td>
                {parts.map((part) => (
                  <RateCell key={part} part={part} rate={rateIn(row, part)} />
                ))}
                <td className="axis">
                  {value !== null && (
                    <div className="assess-interval">
                      <svg
                        viewBox="0 0 100 20"
                        preserveAspectRatio="none"
                        role="img"
                        aria-label={t('assess.interval', {
                          value: format.decimal(value.value),
                          low: format.decimal(value.low),
                          high: format.decimal(value.high),
                        })}
                      >
                        {city !== null && (
                          <line
                            className="city"
                            x1={along(city, axis)}
                            x2={along(city, axis)}
                            y1="0"
                            y2="20"
                          />
                        )}
                        <line
                          className="interval"
                          x1={along(value.low, axis)}
                          x2={along(value.high, axis)}
                          y1="10"
                          y2="10"
                        />
                      </svg>
                      <span style={{ left: `${along(value.value, axis)}%` }} aria-hidden="true" />
                    </div>
                  )}
                </td>
                <td className="number value">
                  {row.composite === null ? '—' : format.decimal(row.composite.value)}
                  <small>
                    {row.composite !== null && row.composite.missing.length > 0
                      ? t('assess.without', {
                          parts: row.composite.missing
                            .map((part) => t(`assess.part.${part}`))
                            .join(t('assess.and')),
                        })
                      : ''}
                  </small>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {rows.length > shown && (
        <Button className="assess-more" onClick={() => setShown(shown + page)} data-testid="assess-more">
          {t('assess.more', { count: rows.length - shown })}
        </Button>
      )}
    </div>
  );
}

type Text = ReturnType<typeof useText>;
type Format = Text['format'];

function SortButton(props: { readonly on: boolean; readonly label: string; readonly onClick: () => void }) {
  return (
    <button type="button" className={props.on ? 'on' : ''} onClick={props.onClick}>
      {props.label}
    </button>
  );
}

/** A rate with what it is a part of; a score as points from 1 to 5, with how many gave it. */
function RateCell({ part, rate }: { readonly part: string; readonly rate: Rate | undefined }) {
  const { t, format } = useText();
  if (rate === undefined || rate.rate === null)
    return (
      <td className="number none">
        —<small>{t('assess.noData')}</small>
      </td>
    );
  return (
    <td className="number">
      {part === 'score' ? format.decimal(1 + 4 * rate.rate) : format.share(rate.rate)}
      <small>
        {part === 'score'
          ? t('assess.scorings', { count: rate.denominator })
          : `${amount(rate.numerator, format)} / ${amount(rate.denominator, format)}`}
      </small>
    </td>
  );
}

/** Places that may truly be its own: 3, or 3–8 where intervals overlap. */
const rankText = ({ rank }: Row): string =>
  rank === null ? '—' : rank.from === rank.to ? String(rank.from) : `${rank.from}–${rank.to}`;

function secondLine(row: Row, t: Text['t'], format: Format): string {
  if ('received' in row) return row.parent === null ? '' : format.name(row.parent);
  return row.medianMinutes === null ? '' : t('assess.median', { time: format.span(row.medianMinutes * 60) });
}

/** Whole numbers as they are; shares of incidents with a tenth. */
const amount = (value: number, format: Format): string =>
  Math.abs(value - Math.round(value)) < 0.05 ? format.number(Math.round(value)) : format.decimal(value);

function rateOfCity({ whole }: Assessment, by: NonNullable<AssessSearch['by']>): number | null {
  const rate = (whole.rates as Readonly<Record<string, Rate>>)[by]?.rate ?? null;
  return rate === null ? null : rate * 100;
}
