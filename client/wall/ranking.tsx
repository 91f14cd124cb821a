import type { ReactNode } from 'react';
import type { Grid } from './grid.ts';
import './quantity.css';

/** In units: head and unit of a ranking, and a row, as the style sheet has them. */
const head = 105;
const row = 62;

/** Rows of a ranking that have room in all columns of the board. */
export const rankingRows = ({ boardHeight, boardColumns }: Grid): number =>
  Math.floor((boardHeight - head) / row) * boardColumns;

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
  readonly columns: number;
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
          <ol style={{ columnCount: props.columns }}>
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
