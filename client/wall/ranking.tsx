import type { ReactNode } from 'react';
import './quantity.css';

/** Rows of a ranking, from 1080 units of height less the top, the head and the unit under it. */
export const rowsShown = 14;

export interface RankingRow {
  readonly key: string;
  readonly name: string;
  readonly second: string;
  readonly value: string;
  /** What is small under the value: its interval. */
  readonly under?: string;
  /** How long the value is, drawn under the row. */
  readonly mark: ReactNode;
}

/** In place of the board: rank, name with a small second line, and one value. */
export function Ranking(props: {
  readonly title: string;
  readonly note: string;
  readonly unit: ReactNode;
  readonly empty: string;
  readonly rows: readonly RankingRow[];
}) {
  return (
    <section className="wall-board wall-ranking" data-testid="ranking">
      <header>
        <h2>{props.title}</h2>
        <span>{props.note}</span>
      </header>
      {props.rows.length === 0 ? (
        <p className="wall-board-empty">{props.empty}</p>
      ) : (
        <>
          <p className="wall-ranking-unit">{props.unit}</p>
          <ol>
            {props.rows.map(({ key, name, second, value, under, mark }, index) => (
              <li key={key}>
                <span>{index + 1}</span>
                <div>
                  <b>{name}</b>
                  <small>{second}</small>
                </div>
                <div>
                  <strong>{value}</strong>
                  {under !== undefined && <small>{under}</small>}
                </div>
                {mark}
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}
