import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import type { ReporterList, SimilarList } from '../api.ts';
import { retry } from '../edition.ts';
import { request } from '../rest.ts';
import { useText } from '../text/text.ts';
import { Refusal } from '../ui/notes.tsx';
import { useView } from './url.ts';
import './similar.css';

type Similar = SimilarList['similar'][number];

/** Who reported a case, incidents that may be the same as it, and merging them. Says nothing where there is nothing to say. */
export function SimilarPart({ incidentId }: { readonly incidentId: string }) {
  const { t, format } = useText();
  const [, change] = useView();
  const found = useQuery({
    queryKey: ['incident', incidentId, 'similar'],
    queryFn: ({ signal }) => request<SimilarList>(`/api/incidents/${incidentId}/similar`, { signal }),
    retry,
  });
  const [deciding, setDeciding] = useState<Similar | 'part' | null>(null);
  const { data } = found;
  const look = (id: string) => change({ incident: id, whistle: undefined });
  return (
    <>
      <ReportersPart incidentId={incidentId} />
      {data !== undefined && (data.into !== null || data.merged.length + data.similar.length > 0) && (
        <section className="card-part similar" data-testid="similar">
          {data.into !== null && (
            <>
              <p className="similar-into">{t('coordinate.similar.sameAs', { number: data.into.number })}</p>
              <p className="card-quiet">
                {t('coordinate.similar.by', {
                  by: format.name(data.into.by),
                  time: format.dateTime(data.into.at),
                  reason: data.into.reason,
                })}
              </p>
              <Actions
                onLook={() => look(data.into?.id ?? '')}
                {...(data.mayMerge && {
                  word: t('coordinate.similar.part'),
                  onDecide: () => setDeciding('part'),
                })}
              />
            </>
          )}
          {data.merged.length > 0 && (
            <>
              <h3>{t('coordinate.similar.holds')}</h3>
              <ul>
                {data.merged.map((one) => (
                  <li key={one.id}>
                    <span>
                      {format.facts([one.number, format.name({ name: one.place, nameEn: one.placeEn })])}
                    </span>
                    <small>{one.reason}</small>
                    <Actions onLook={() => look(one.id)} />
                  </li>
                ))}
              </ul>
            </>
          )}
          {data.similar.length > 0 && (
            <>
              <h3>{t('coordinate.similar.title')}</h3>
              <ul>
                {data.similar.slice(0, 4).map((one) => (
                  <li key={one.id} data-testid={`similar-${one.id}`}>
                    <span>
                      {format.facts([
                        one.number,
                        format.name(one.category),
                        format.name({ name: one.place, nameEn: one.placeEn }),
                        one.blown && t('coordinate.similar.blown'),
                      ])}
                    </span>
                    <small>{format.facts([format.share(one.score), format.of(one.why)])}</small>
                    <Actions
                      onLook={() => look(one.id)}
                      {...(data.mayMerge && {
                        word: t('coordinate.similar.merge'),
                        onDecide: () => setDeciding(one),
                      })}
                    />
                  </li>
                ))}
              </ul>
            </>
          )}
          {deciding !== null && (
            <Decision
              key={deciding === 'part' ? 'part' : deciding.id}
              incidentId={incidentId}
              version={data.version}
              other={deciding === 'part' ? null : deciding}
              onEnd={() => setDeciding(null)}
            />
          )}
        </section>
      )}
    </>
  );
}

function Actions(props: {
  readonly onLook: () => void;
  readonly word?: string;
  readonly onDecide?: () => void;
}) {
  const { t } = useText();
  return (
    <span className="similar-actions">
      <Button size="small" type="text" autoInsertSpace={false} onClick={props.onLook}>
        {t('coordinate.similar.open')}
      </Button>
      {props.onDecide !== undefined && (
        <Button size="small" autoInsertSpace={false} onClick={props.onDecide}>
          {props.word}
        </Button>
      )}
    </span>
  );
}

/** The reason for merging into another incident, or for parting from it where `other` is null. */
function Decision(props: {
  readonly incidentId: string;
  readonly version: string;
  readonly other: Similar | null;
  readonly onEnd: () => void;
}) {
  const { t } = useText();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const { incidentId, version, other } = props;
  const decide = useMutation({
    mutationFn: () =>
      other === null
        ? request(`/api/incidents/${incidentId}/unmerge`, { method: 'POST', body: { reason, version } })
        : request(`/api/incidents/${incidentId}/merge`, {
            method: 'POST',
            body: { into: other.id, reason, version, intoVersion: other.version },
          }),
    onSuccess: () => props.onEnd(),
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ['incident'] });
      void queries.invalidateQueries({ queryKey: ['incidents'] });
    },
  });
  return (
    <form
      className="similar-decision"
      onSubmit={(event) => {
        event.preventDefault();
        decide.mutate();
      }}
    >
      <Input
        autoFocus
        value={reason}
        maxLength={500}
        aria-label={t('coordinate.similar.reason')}
        placeholder={t('coordinate.similar.reason')}
        data-testid="similar-reason"
        onChange={(event) => setReason(event.target.value)}
      />
      <Button
        type="primary"
        htmlType="submit"
        autoInsertSpace={false}
        loading={decide.isPending}
        disabled={reason.trim().length < 2}
        data-testid="similar-confirm"
      >
        {t('coordinate.similar.confirm')}
      </Button>
      <Button autoInsertSpace={false} onClick={props.onEnd}>
        {t('coordinate.similar.cancel')}
      </Button>
      <Refusal error={decide.error} />
    </form>
  );
}

function ReportersPart({ incidentId }: { readonly incidentId: string }) {
  const { t, format } = useText();
  const { data } = useQuery({
    queryKey: ['incident', incidentId, 'reporters'],
    queryFn: ({ signal }) => request<ReporterList>(`/api/incidents/${incidentId}/reporters`, { signal }),
    // Personal data does not stay in memory once the card is gone.
    gcTime: 0,
    retry,
  });
  if (data === undefined) return null;
  return (
    <section className="card-part similar" data-testid="reporters">
      <h3>{t('coordinate.reporters.title')}</h3>
      <ul>
        {data.reporters.map((one) => (
          <li key={one.incidentId}>
            <span>
              {format.facts([
                data.reporters.length > 1 && one.number,
                t(`coordinate.sourceOf.${one.source}`),
                one.sourceNumber,
              ])}
            </span>
            <small>
              {format.facts([one.name, one.phone, one.masked && t('coordinate.reporters.masked')]) ||
                t('coordinate.reporters.nobody')}
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
}
