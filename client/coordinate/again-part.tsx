import { Button } from 'antd';
import { useState } from 'react';
import type { IncidentDetail, JudgedAgain } from '../api.ts';
import { type Text, useText } from '../text/text.ts';
import { ErrorNote } from './error-note.tsx';
import { Parties } from './override-part.tsx';
import { useJudgedAgain } from './queries.ts';

/** A case judged by the lines of its day, and the same one by today's: side by side, the first one untouched. */
export function AgainPart({ incident }: { readonly incident: IncidentDetail }) {
  const { t, format } = useText();
  const [open, setOpen] = useState(false);
  const again = useJudgedAgain(incident.id, open);
  if (!open)
    return (
      <section className="card-part">
        <Button autoInsertSpace={false} size="small" data-testid="again-open" onClick={() => setOpen(true)}>
          {t('coordinate.again.open')}
        </Button>
      </section>
    );
  return (
    <section className="card-part" data-testid="again" aria-busy={again.isPending}>
      <h3>{t('coordinate.again.title')}</h3>
      {again.error !== null && again.data === undefined && (
        <ErrorNote error={again.error} onRetry={() => void again.refetch()} />
      )}
      {again.data !== undefined && (
        <>
          <div className="side-by-side">
            <Parties
              title={t('coordinate.again.stored', { edition: incident.verdict.edition })}
              parties={incident.verdict.parties}
            />
            <Parties
              title={t('coordinate.again.now', { edition: again.data.edition })}
              parties={again.data.verdict.parties}
              strong
            />
          </div>
          <p data-testid="again-differs">{tellDifference(again.data.differs, { t, format })}</p>
          <p className="card-sentence">{format.of(again.data.verdict.sentence)}</p>
          <p className="card-quiet">{t('coordinate.again.kept')}</p>
        </>
      )}
      <Button autoInsertSpace={false} size="small" onClick={() => setOpen(false)}>
        {t('coordinate.again.close')}
      </Button>
    </section>
  );
}

function tellDifference(
  { added, removed, lead }: JudgedAgain['differs'],
  { t, format }: Pick<Text, 't' | 'format'>,
): string {
  if (added.length === 0 && removed.length === 0 && lead === null) return t('coordinate.again.same');
  const names = (areas: typeof added) => format.list(areas.map((area) => format.name(area)));
  const name = (area: (typeof added)[number] | null) =>
    area === null ? t('coordinate.again.nobody') : format.name(area);
  return format.facts([
    added.length > 0 && t('coordinate.again.added', { areas: names(added) }),
    removed.length > 0 && t('coordinate.again.removed', { areas: names(removed) }),
    lead !== null && t('coordinate.again.lead', { from: name(lead.from), to: name(lead.to) }),
  ]);
}
