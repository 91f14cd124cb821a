import { Select } from 'antd';
import { type ReactNode, useState } from 'react';
import type { Level } from '../../geodata/area.ts';
import { useText } from '../text/text.ts';
import { ErrorNote, Rows } from '../ui/notes.tsx';
import type { AreaChange, ChangeKind, Comparing, Differences, Edition } from './contract.ts';
import { changedCount, groupChanges, namesIn } from './differences.ts';
import { Chevron } from './marks.tsx';
import { ProgressLine } from './progress-line.tsx';

/** What an edition changes against another: three figures, and every changed area with what it gained and lost. */
export function DifferencePanel(props: {
  readonly edition: Edition;
  readonly base: number;
  readonly bases: readonly Edition[];
  readonly onBase: (base: number) => void;
  readonly differences: Differences | undefined;
  /** How far a first comparison is. */
  readonly comparing: Comparing | null;
  readonly error: Error | null;
  readonly onRetry: () => void;
  readonly selected: string | null;
  readonly onSelect: (area: AreaChange) => void;
  readonly head?: ReactNode;
  readonly foot: ReactNode;
}) {
  const { t, format } = useText();
  const { differences, base } = props;
  const [opened, setOpened] = useState<Readonly<Partial<Record<ChangeKind, boolean>>>>({});
  return (
    <>
      <header className="panel-head panel-head-figures">
        {props.head}
        <div className="panel-title-row">
          <h1>{t('admin.difference.title', { edition: props.edition.id })}</h1>
          <Select
            size="small"
            aria-label={t('admin.difference.base')}
            value={base}
            options={props.bases.map(({ id }) => ({ value: id, label: t('edition', { edition: id }) }))}
            onChange={(id: number) => props.onBase(id)}
          />
        </div>
        {differences !== undefined && (
          <dl className="figures" data-testid="figures">
            <div>
              <dd data-testid="changed-area">{format.area(differences.summary.areaMoved)}</dd>
              <dt>{t('admin.difference.area')}</dt>
            </div>
            <div>
              <dd>{format.number(changedCount(differences))}</dd>
              <dt>{t('admin.difference.areas')}</dt>
            </div>
            <div>
              <dd>{format.number(differences.incidents.affected)}</dd>
              <dt>{t('admin.difference.incidents', { count: differences.incidents.open })}</dt>
            </div>
          </dl>
        )}
      </header>
      <div className="panel-scroll" data-testid="differences">
        {differences === undefined ? (
          props.error === null ? (
            <>
              {props.comparing !== null && <ComparingNote comparing={props.comparing} />}
              <Rows />
            </>
          ) : (
            <ErrorNote error={props.error} onRetry={props.onRetry} />
          )
        ) : (
          <>
            {differences.areas.length === 0 && (
              <div className="note">
                <strong>{t('admin.difference.same')}</strong>
                <p>{t('admin.difference.sameExplain', { base })}</p>
              </div>
            )}
            <ul className="findings">
              {groupChanges(differences).map(({ kind, areas }) => (
                <ChangeGroup
                  key={kind}
                  kind={kind}
                  areas={areas}
                  level={differences.level}
                  names={namesIn(differences, format.name)}
                  open={opened[kind] ?? areas.length <= 12}
                  onToggle={(open) => setOpened({ ...opened, [kind]: open })}
                  selected={props.selected}
                  onSelect={props.onSelect}
                />
              ))}
            </ul>
            <Notes differences={differences} />
          </>
        )}
      </div>
      <footer className="panel-foot">{props.foot}</footer>
    </>
  );
}

/** What a comparison that nobody made before is doing, and how far it is. */
function ComparingNote({ comparing }: { readonly comparing: Comparing }) {
  const { t, format } = useText();
  return (
    <div className="panel-pad" data-testid="comparing">
      <ProgressLine step={format.of(comparing.step)} fraction={comparing.fraction} />
      <p>{t('admin.difference.first')}</p>
    </div>
  );
}

/** What the list does not hold: areas that did not change, finer ones that are only counted, and lines not compared. */
function Notes({ differences }: { readonly differences: Differences }) {
  const { t, format } = useText();
  const { summary, unlisted, notCompared, level } = differences;
  const counted = Object.entries(unlisted).map(([finer, count]) =>
    t(`admin.levelCount.${finer}`, { count: count ?? 0 }),
  );
  return (
    <div className="panel-note panel-pad difference-notes">
      {summary.unchanged > 0 && <p>{t('admin.difference.unchanged', { count: summary.unchanged })}</p>}
      {counted.length > 0 && (
        <p data-testid="unlisted">{t('admin.difference.unlisted', { areas: format.list(counted) })}</p>
      )}
      {level !== null && notCompared.length > 0 && (
        <p data-testid="not-compared">
          {t('admin.difference.notCompared', {
            level: t(`admin.levelLines.${level}`),
            finer: format.list(notCompared.map((finer) => t(`admin.levelLines.${finer}`))),
          })}
        </p>
      )}
      {level === null && <p data-testid="not-compared">{t('admin.difference.noLines')}</p>}
    </div>
  );
}

function ChangeGroup(props: {
  readonly kind: ChangeKind;
  readonly areas: readonly AreaChange[];
  /** The level compared: areas above it are named with their own. */
  readonly level: Level | null;
  readonly names: ReadonlyMap<string, string>;
  readonly open: boolean;
  readonly onToggle: (open: boolean) => void;
  readonly selected: string | null;
  readonly onSelect: (area: AreaChange) => void;
}) {
  const { t, format } = useText();
  const { kind, areas, open } = props;
  const [shown, setShown] = useState(40);
  const title = (
    <>
      <span className={`change-sign change-${kind}`} aria-hidden="true" />
      <span className="finding-title">{t(`admin.change.${kind}.title`)}</span>
      <span className="finding-count">{format.number(areas.length)}</span>
      <span className="finding-about">{t(`admin.change.${kind}.about`)}</span>
    </>
  );
  if (areas.length === 0)
    return (
      <li className="finding finding-passed" data-testid={`change-${kind}`}>
        <div className="finding-head">{title}</div>
      </li>
    );
  return (
    <li className="finding" data-testid={`change-${kind}`}>
      <button
        type="button"
        className="finding-head"
        aria-expanded={open}
        onClick={() => props.onToggle(!open)}
      >
        {title}
        <Chevron open={open} />
      </button>
      {open && (
        <div className="finding-body">
          <ul>
            {areas.slice(0, shown).map((area) => (
              <ChangeRow
                key={area.code}
                area={area}
                level={props.level}
                names={props.names}
                selected={props.selected === area.code}
                onSelect={() => props.onSelect(area)}
              />
            ))}
          </ul>
          {areas.length > shown && (
            <p className="finding-rest">
              <button type="button" className="text-button" onClick={() => setShown(shown + 200)}>
                {t('admin.report.more', { count: Math.min(200, areas.length - shown) })}
              </button>
            </p>
          )}
        </div>
      )}
    </li>
  );
}

function ChangeRow(props: {
  readonly area: AreaChange;
  readonly level: Level | null;
  readonly names: ReadonlyMap<string, string>;
  readonly selected: boolean;
  readonly onSelect: () => void;
}) {
  const { t, format } = useText();
  const { area } = props;
  const name = format.name(area);
  return (
    <li className="found found-change" data-testid={`changed-${area.code}`} aria-current={props.selected}>
      <span className="found-name">
        {area.level === props.level || props.level === null
          ? name
          : format.facts([name, t(`admin.level.${area.level}`)])}
        <small>{useStory(area, props.names)}</small>
      </span>
      <span className="found-code">{area.code}</span>
      <span className="found-measure">
        {area.gained > 0 && <span>+{format.area(area.gained)}</span>}
        {area.lost > 0 && <span>−{format.area(area.lost)}</span>}
      </span>
      <button
        type="button"
        className="admin-small"
        disabled={area.bounds === null}
        aria-pressed={props.selected}
        aria-label={`${t('admin.report.view')} ${name}`}
        onClick={props.onSelect}
      >
        {t('admin.report.view')}
      </button>
    </li>
  );
}

/** What it was called before, whom it belonged to, where its land came from and went to. */
export function useStory(area: AreaChange, names: ReadonlyMap<string, string>): string {
  const { t, format } = useText();
  const { before, after, from, to } = area;
  const named = (shares: AreaChange['from']) =>
    shares.slice(0, 3).map(({ code }) => (code === null ? t('admin.nobody') : (names.get(code) ?? code)));
  return format.facts([
    before !== null &&
      after !== null &&
      before.name !== after.name &&
      t('admin.difference.was', { name: before.name }),
    before !== null &&
      after !== null &&
      before.code !== after.code &&
      t('admin.difference.was', { name: before.code }),
    before !== null &&
      after !== null &&
      before.parent !== after.parent &&
      `${before.parent ?? t('admin.nobody')} → ${after.parent ?? t('admin.nobody')}`,
    from.length > 0 && t('admin.difference.from', { names: format.list(named(from)) }),
    to.length > 0 && t('admin.difference.to', { names: format.list(named(to)) }),
  ]);
}
