import { Button, Input } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { findMoveFault } from '../../../geodata/analysis/what-if/check.ts';
import { loadWith } from '../../../geodata/analysis/what-if/load.ts';
import { type Pulled, pull, withHandles } from '../../../geodata/analysis/what-if/pull.ts';
import type { WhatIfGround } from '../../api.ts';
import { useText } from '../../text/text.ts';
import { RefusalLine } from '../../ui/notes.tsx';
import { seamName, shortName } from '../seams/naming.ts';
import type { PlanSearch } from '../url.ts';
import { LineMap } from './line-map.tsx';
import { LoadTable } from './load-table.tsx';
import { filterOf, useKeep } from './queries.ts';

/** The line between two areas to be pulled by its handles; both loads follow while it moves. */
export function Sandbox(props: {
  readonly ground: WhatIfGround;
  readonly search: PlanSearch;
  readonly mayKeep: boolean;
  readonly onKept: (id: string) => void;
}) {
  const { t, format, language } = useText();
  const { ground } = props;
  const first = useMemo(() => withHandles(ground.line), [ground]);
  const [history, setHistory] = useState<readonly Pulled[]>([first]);
  const [now, setNow] = useState<Pulled>(first);
  const [name, setName] = useState('');
  const [note, setNote] = useState('');
  const keep = useKeep();
  // Another filter counts other incidents on the same line: what was drawn stays.
  const before = useMemo(() => loadWith(ground, ground.line), [ground]);
  const after = useMemo(() => loadWith(ground, now.line), [ground, now]);
  const fault = useMemo(
    () => findMoveFault({ before: ground.line, after: now.line, outers: ground.outers, areas: ground.areas }),
    [ground, now],
  );
  const moved = history.length > 1;
  const undo = () => {
    const back = history.length > 1 ? history.slice(0, -1) : history;
    setHistory(back);
    setNow(back.at(-1) ?? first);
  };
  useEffect(() => {
    const keys = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement | null;
      if (target?.closest('input, textarea, select') || !(event.ctrlKey || event.metaKey)) return;
      if (event.key.toLowerCase() !== 'z') return;
      event.preventDefault();
      undo();
    };
    window.addEventListener('keydown', keys);
    return () => window.removeEventListener('keydown', keys);
  });
  const waits = !moved
    ? t('planWhatIf.waitsMove')
    : fault !== null
      ? t('planWhatIf.waitsValid')
      : name.trim() === ''
        ? t('planWhatIf.waitsName')
        : null;
  return (
    <>
      <LineMap
        edition={ground.edition}
        left={ground.outlines[0]}
        right={ground.outlines[1]}
        was={ground.line}
        line={now.line}
        fault={fault?.at ?? null}
        handles={now.handles.flatMap((place) => {
          const at = now.line[place];
          return at ? [at] : [];
        })}
        onPull={(handle, to) => setNow((one) => pull(one, handle, to))}
        onPulled={() => setHistory((all) => [...all, now])}
      >
        <p className="map-float what-if-hint">{t('planWhatIf.hint')}</p>
      </LineMap>
      <aside className="what-if-side">
        <header>
          <h2 data-testid="what-if-name">{seamName(ground, language)}</h2>
          <p>
            {format.facts([
              t('planWhatIf.edition', { edition: ground.edition }),
              t('plan.span', { from: format.fullDate(ground.from), to: format.fullDate(ground.to) }),
            ])}
          </p>
          {ground.parts > 1 && <p>{t('planWhatIf.parts', { parts: ground.parts })}</p>}
          {ground.incidents.side.length === 0 && <p>{t('planWhatIf.noIncidents')}</p>}
        </header>
        {fault !== null && (
          <p className="what-if-fault" role="alert" data-testid="what-if-fault">
            {t(`planWhatIf.fault.${fault.fault}${fault.area === null ? '' : 'Area'}`, {
              area: fault.area === null ? '' : shortName(fault.area, language),
            })}
          </p>
        )}
        <LoadTable left={ground.left} right={ground.right} before={before} after={after} />
        <p className="what-if-actions">
          <Button disabled={!moved} onClick={undo} data-testid="what-if-undo">
            {t('planWhatIf.undo')}
          </Button>
          <Button
            disabled={!moved}
            onClick={() => {
              setHistory([first]);
              setNow(first);
            }}
          >
            {t('planWhatIf.reset')}
          </Button>
        </p>
        {props.mayKeep && (
          <form
            className="what-if-form"
            onSubmit={(event) => {
              event.preventDefault();
              if (waits !== null) return;
              keep.mutate(
                {
                  name,
                  note,
                  seam: ground.key,
                  part: ground.part,
                  edition: ground.edition,
                  line: now.line,
                  filter: filterOf(props.search),
                },
                { onSuccess: ({ id }) => props.onKept(id) },
              );
            }}
          >
            <Input
              value={name}
              maxLength={100}
              placeholder={t('planWhatIf.name')}
              aria-label={t('planWhatIf.name')}
              data-testid="what-if-proposal-name"
              onChange={(event) => setName(event.target.value)}
            />
            <Input.TextArea
              value={note}
              rows={2}
              maxLength={2000}
              placeholder={t('planWhatIf.noteHint')}
              aria-label={t('planWhatIf.noteHint')}
              onChange={(event) => setNote(event.target.value)}
            />
            <RefusalLine error={keep.error} />
            <Button
              type="primary"
              htmlType="submit"
              disabled={waits !== null}
              loading={keep.isPending}
              data-testid="what-if-keep"
            >
              {t('planWhatIf.keep')}
            </Button>
            {waits !== null && <small>{waits}</small>}
          </form>
        )}
      </aside>
    </>
  );
}
