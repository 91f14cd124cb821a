import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Slider } from 'antd';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { CaseReplay } from '../api.ts';
import { useEditionInForce } from '../edition.ts';
import { useText } from '../text/text.ts';
import { AnnotationForm } from '../ui/annotation-form.tsx';
import { KindMark } from '../ui/kind-mark.tsx';
import { ErrorNote, Rows } from '../ui/notes.tsx';
import { PartyChip, RoleTag } from '../ui/party.tsx';
import { Ring } from '../ui/ring.tsx';
import { useSession } from '../ui/session.ts';
import { CaseMap } from './case-map.tsx';
import { keyed, usePlaying } from './playing.ts';
import { useAnnotate, useCase } from './queries.ts';
import type { CaseSearch } from './url.ts';
import './library.css';

/** A kept case, replayed step by step: map, parties with their rings, and the steps along a slider. */
export function Case({ id, search }: { readonly id: string; readonly search: CaseSearch }) {
  const kept = useCase(id);
  const edition = useEditionInForce();
  if (kept.error !== null && kept.data === undefined)
    return (
      <main className="case-page">
        <ErrorNote error={kept.error} onRetry={() => void kept.refetch()} />
      </main>
    );
  if (kept.data === undefined || edition.data === undefined)
    return (
      <main className="case-page">
        <Rows />
      </main>
    );
  return <Replay kept={kept.data} step={search.step ?? 0} edition={edition.data.inForce} />;
}

function Replay(props: {
  readonly kept: CaseReplay;
  readonly step: number;
  readonly edition: number | null;
}) {
  const { t, format } = useText();
  const { kept, edition } = props;
  const { document: told, frames } = kept;
  const last = frames.length - 1;
  const step = Math.min(props.step, last);
  const frame = frames[step];
  const navigate = useNavigate();
  const go = (next: number) =>
    void navigate({
      to: '.',
      search: ((before: CaseSearch) => ({ ...before, step: next })) as never,
      replace: true,
    });
  const play = usePlaying(step, last, go);
  useKeys((key) => {
    const asked = keyed(key, step, last);
    if (asked === null) return false;
    if (asked === 'toggle') play.toggle();
    else {
      play.pause();
      go(asked);
    }
    return true;
  });
  if (frame === undefined) return null;
  return (
    <main className="case-page" data-testid="case">
      <section className="case-stage">
        {edition === null ? (
          <div className="case-no-map" />
        ) : (
          <CaseMap edition={edition} told={told} drawing={frame.drawing} frame={frame} />
        )}
        <div className="case-player">
          <Button autoInsertSpace={false} data-testid="play" onClick={play.toggle}>
            {t(play.playing ? 'library.pause' : 'library.play')}
          </Button>
          <Slider
            min={0}
            max={last}
            value={step}
            aria-label={t('library.slider')}
            tooltip={{ formatter: (value) => format.dateTime(frames[value ?? 0]?.at ?? frame.at) }}
            onChange={(value) => {
              play.pause();
              go(value);
            }}
          />
          <span className="case-count">
            {t('library.step', { step: step + 1, of: frames.length })}{' '}
            <time>{format.dateTime(frame.at)}</time>
          </span>
        </div>
      </section>
      <aside className="case-facts">
        <Head kept={kept} />
        <Sides kept={kept} frame={frame} />
        <Steps kept={kept} step={step} onStep={go} />
      </aside>
    </main>
  );
}

function Head({ kept }: { readonly kept: CaseReplay }) {
  const { t, format } = useText();
  const { data: session } = useSession();
  const annotate = useAnnotate(kept.id);
  const [editing, setEditing] = useState(false);
  const { document: told } = kept;
  return (
    <header className="case-head">
      <Link to="/library">{t('library.back')}</Link>
      <h1>
        <KindMark kind={kept.kind} joint={kept.joint} filled={false} label={t(`kind.${kept.kind}`)} />{' '}
        {kept.title}
      </h1>
      <p>
        {format.facts([
          kept.number,
          format.name({ name: kept.place, nameEn: kept.placeEn }),
          format.name(told.category),
          kept.whistleId === null && t('library.imported'),
        ])}
      </p>
      {editing ? (
        <AnnotationForm
          start={kept}
          pending={annotate.isPending}
          error={annotate.error}
          onCancel={() => setEditing(false)}
          onSubmit={(annotation) => annotate.mutate(annotation, { onSuccess: () => setEditing(false) })}
        />
      ) : (
        <>
          {kept.lesson !== '' && <p className="case-lesson">{kept.lesson}</p>}
          <div className="library-tags">
            {kept.tags.map((tag) => (
              <em key={tag}>{tag}</em>
            ))}
          </div>
          <div className="case-buttons">
            <Button
              size="small"
              href={`/api/library/${kept.id}/file`}
              autoInsertSpace={false}
              data-testid="case-export"
            >
              {t('library.export')}
            </Button>
            {session?.account?.permissions.includes('library.keep') && (
              <Button size="small" autoInsertSpace={false} onClick={() => setEditing(true)}>
                {t('library.edit')}
              </Button>
            )}
          </div>
        </>
      )}
    </header>
  );
}

type Frame = CaseReplay['frames'][number];

/** Each side with its bodies as they stood: a ring a body. */
function Sides({ kept, frame }: { readonly kept: CaseReplay; readonly frame: Frame }) {
  const { t, format } = useText();
  const { document: told } = kept;
  const at = Date.parse(frame.at);
  const blown = Date.parse(told.blownAt);
  return (
    <section className="case-sides" aria-label={t('library.parties')} aria-live="off">
      <p className="case-stage-name" data-testid="stage">
        {t(`library.stage.${frame.stage}`)}
      </p>
      {told.sides.map((side) => {
        const state = frame.sides.find(({ code }) => code === side.code);
        if (state === undefined || state.state === 'outside') return null;
        const bodies = told.bodies.filter(({ areaCode }) => areaCode === side.code);
        return (
          <div key={side.code} className={`case-side ${state.state}`}>
            <h2>
              <PartyChip party={side.party} /> {format.name(side)}{' '}
              <RoleTag role={side.role} joint={told.joint} />
              <span>
                {format.facts([
                  side.share > 0 && format.share(side.share),
                  state.signedAt !== null
                    ? t('library.signed')
                    : state.fedBackAt !== null
                      ? t('library.fedBack')
                      : state.state !== 'present' && t(`library.sideState.${state.state}`),
                ])}
              </span>
            </h2>
            <ul>
              {bodies.map((body) => {
                const now = frame.bodies.find(({ code }) => code === body.code);
                if (now === undefined || !now.called) return null;
                const due = Date.parse(body.dueAt);
                const name = format.name(body);
                const ring =
                  now.releasedAt !== null
                    ? 'released'
                    : now.checkedInAt !== null
                      ? 'arrived'
                      : at > due
                        ? 'overdue'
                        : 'missing';
                return (
                  <li key={body.code} title={name}>
                    <Ring
                      state={ring}
                      kind={told.kind}
                      size="m"
                      fraction={Math.max(0, Math.min(1, (due - at) / Math.max(1, due - blown)))}
                      label={ringLabel(t, format, ring, name, now.checkedInAt, due - at)}
                    />
                    <span>{format.name({ name: body.short, nameEn: body.shortEn })}</span>
                  </li>
                );
              })}
            </ul>
          </div>
        );
      })}
    </section>
  );
}

type Words = ReturnType<typeof useText>;

function ringLabel(
  t: Words['t'],
  format: Words['format'],
  state: 'missing' | 'overdue' | 'arrived' | 'released',
  name: string,
  checkedInAt: string | null,
  left: number,
): string {
  const time =
    state === 'arrived' && checkedInAt !== null ? format.time(checkedInAt) : format.span(left / 1000);
  return t(`ring.${state}`, { name, time });
}

/** Every step in order; the one shown is marked and kept in view. */
function Steps(props: {
  readonly kept: CaseReplay;
  readonly step: number;
  readonly onStep: (step: number) => void;
}) {
  const { t, format } = useText();
  const { steps } = props.kept.document;
  const list = useRef<HTMLOListElement>(null);
  const shown = props.step;
  useEffect(() => {
    const row = list.current?.children[shown];
    row?.scrollIntoView({ block: 'nearest' });
  }, [shown]);
  const rows = useMemo(
    () =>
      steps.map(({ step, who, distance }) =>
        [
          who === null ? '' : format.name(who),
          t(`library.did.${step}`, { defaultValue: step }),
          distance === null ? '' : t('library.away', { distance: format.distance(distance) }),
        ]
          .filter(Boolean)
          .join(' '),
      ),
    [steps, t, format],
  );
  return (
    <ol className="case-steps" ref={list} aria-label={t('library.steps')}>
      {rows.map((said, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: steps never change their places.
        <li key={index}>
          <button
            type="button"
            aria-current={index === shown ? 'step' : undefined}
            className={index > shown ? 'later' : ''}
            onClick={() => props.onStep(index)}
          >
            <time>{format.time(steps[index]?.at ?? 0)}</time>
            <span>{said}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}

/** Keys for the whole page, but not where somebody writes, or moves the slider or the map. */
function useKeys(onKey: (key: string) => boolean): void {
  const latest = useRef(onKey);
  latest.current = onKey;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const { target } = event;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (target instanceof Element && target.closest('input, textarea, [role="slider"], .maplibregl-map'))
        return;
      if (event.key === ' ' && target instanceof Element && target.closest('button, a')) return;
      if (latest.current(event.key)) event.preventDefault();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}
