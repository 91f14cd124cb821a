import { Button } from 'antd';
import type { Line } from '../../../geodata/geometry.ts';
import { useText } from '../../text/text.ts';
import { ErrorNote, Rows } from '../../ui/notes.tsx';
import { seamName } from '../seams/naming.ts';
import { LineMap } from './line-map.tsx';
import { LoadTable } from './load-table.tsx';
import { useProposal } from './queries.ts';

/** A proposal as it was made, with the figures of its day. */
export function ProposalPane(props: {
  readonly id: string;
  readonly edition: number;
  readonly onTry: (seam: string) => void;
}) {
  const { t, format, language } = useText();
  const proposal = useProposal(props.id);
  const { data } = proposal;
  if (data === undefined)
    return (
      <div className="what-if-empty">
        {proposal.error === null ? (
          <Rows />
        ) : (
          <ErrorNote error={proposal.error} onRetry={() => void proposal.refetch()} />
        )}
      </div>
    );
  const { figures } = data;
  const path = `/api/plan/what-if/proposals/${data.id}`;
  return (
    <>
      <LineMap
        edition={props.edition}
        left={null}
        right={null}
        was={data.was.coordinates as unknown as Line}
        line={data.line.coordinates as unknown as Line}
      />
      <aside className="what-if-side">
        <header>
          <h2 data-testid="what-if-name">{data.name}</h2>
          <p>
            {format.facts([
              seamName(data, language),
              format.name(data.author),
              format.fullDate(data.madeAt),
              t('planWhatIf.edition', { edition: data.edition }),
            ])}
          </p>
          <p>{t('plan.span', { from: format.fullDate(figures.from), to: format.fullDate(figures.to) })}</p>
        </header>
        {data.older && (
          <p className="what-if-older" role="status">
            {t('planWhatIf.olderExplain', { edition: data.edition, now: props.edition })}
          </p>
        )}
        {data.note !== '' && <p>{data.note}</p>}
        <LoadTable left={data.left} right={data.right} before={figures.before} after={figures.after} />
        <p className="what-if-actions">
          <Button href={`${path}/lines.geojson`} download>
            GeoJSON
          </Button>
          <Button href={`${path}/figures.csv?lang=${language}`} download>
            CSV
          </Button>
          <Button onClick={() => props.onTry(data.key)}>{t('planWhatIf.tryAgain')}</Button>
        </p>
        <p className="what-if-note">{t('planWhatIf.decidesNothing')}</p>
      </aside>
    </>
  );
}
