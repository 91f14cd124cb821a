import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { levels as allLevels, type Level } from '../../geodata/area.ts';
import { useText } from '../text/text.ts';
import { AcceptDialog } from './accept-dialog.tsx';
import type { EditionDetail, Finding, FindingKind, FoundItem, Report } from './contract.ts';
import { canAccept, orderFindings, standingOf } from './findings.ts';
import { Chevron, StandingMark } from './marks.tsx';

/** The report of a check: three figures, every kind that was looked for, and each place with a way to it. */
export function ReportPanel(props: {
  readonly edition: EditionDetail;
  readonly report: Report;
  readonly selected: { readonly kind: FindingKind; readonly item: number } | null;
  readonly opened: readonly FindingKind[];
  readonly onToggle: (kind: FindingKind) => void;
  readonly onSelect: (kind: FindingKind, item: number) => void;
  readonly mayAccept: boolean;
  readonly head?: ReactNode;
  readonly foot: ReactNode;
}) {
  const { t, format } = useText();
  const { report, edition } = props;
  const [accepting, setAccepting] = useState<Finding | null>(null);
  const layers = report.layers;
  const features = layers.reduce((sum, layer) => sum + layer.features, 0);
  const codes = layers.reduce((sum, layer) => sum + layer.codes, 0);
  return (
    <>
      <header className="panel-head panel-head-figures">
        {props.head}
        <h1>{t('admin.report.title')}</h1>
        <dl className="figures" data-testid="figures">
          <div className={report.errors > 0 ? 'figure-faulty' : ''}>
            <dd data-testid="errors">{format.number(report.errors)}</dd>
            <dt>{t(report.errors > 0 ? 'admin.report.errors' : 'admin.report.noErrors')}</dt>
          </div>
          <div>
            <dd>{format.number(report.warnings)}</dd>
            <dt>{t('admin.report.warnings')}</dt>
          </div>
          <div>
            <dd>{format.number(features)}</dd>
            <dt>{t('admin.report.features', { count: codes })}</dt>
          </div>
        </dl>
      </header>
      <div className="panel-scroll" data-testid="report">
        <ul className="findings">
          {orderFindings(report.findings).map((finding) => (
            <FindingRow
              key={finding.kind}
              finding={finding}
              open={props.opened.includes(finding.kind)}
              selected={props.selected?.kind === finding.kind ? props.selected.item : null}
              onToggle={() => props.onToggle(finding.kind)}
              onSelect={(item) => props.onSelect(finding.kind, item)}
              onAccept={props.mayAccept && canAccept(finding) ? () => setAccepting(finding) : null}
            />
          ))}
        </ul>
        <Outcome report={report} />
      </div>
      <footer className="panel-foot">{props.foot}</footer>
      {accepting !== null && (
        <AcceptDialog edition={edition.id} finding={accepting} onClose={() => setAccepting(null)} />
      )}
    </>
  );
}

function FindingRow(props: {
  readonly finding: Finding;
  readonly open: boolean;
  readonly selected: number | null;
  readonly onToggle: () => void;
  readonly onSelect: (item: number) => void;
  readonly onAccept: (() => void) | null;
}) {
  const { t, format } = useText();
  const { finding } = props;
  const standing = standingOf(finding);
  const [shown, setShown] = useState(first);
  const rows = finding.items.slice(0, Math.max(shown, props.selected ?? 0));
  const title = (
    <>
      <StandingMark standing={standing} />
      <span className="finding-title">{t(`admin.kind.${finding.kind}.title`)}</span>
      <span className="finding-count">{format.number(finding.count)}</span>
      <span className="finding-about">{useAbout(finding)}</span>
    </>
  );
  if (standing === 'passed')
    return (
      <li className="finding finding-passed" data-testid={`finding-${finding.kind}`} data-standing={standing}>
        <div className="finding-head">{title}</div>
      </li>
    );
  return (
    <li className="finding" data-testid={`finding-${finding.kind}`} data-standing={standing}>
      <button type="button" className="finding-head" aria-expanded={props.open} onClick={props.onToggle}>
        {title}
        <Chevron open={props.open} />
      </button>
      {props.open && (
        <div className="finding-body">
          <ul>
            {rows.map((item, index) => (
              <ItemRow
                // biome-ignore lint/suspicious/noArrayIndexKey: an item is known by its place among its kind.
                key={index}
                item={item}
                number={index + 1}
                kind={finding.kind}
                selected={props.selected === index + 1}
                onSelect={() => props.onSelect(index + 1)}
              />
            ))}
          </ul>
          {rows.length < finding.count && (
            <p className="finding-rest">
              {rows.length < finding.items.length ? (
                <button type="button" className="text-button" onClick={() => setShown(shown + more)}>
                  {t('admin.report.more', { count: Math.min(more, finding.items.length - rows.length) })}
                </button>
              ) : (
                t('admin.report.rest', { count: finding.count - rows.length })
              )}
            </p>
          )}
          <div className="finding-advice">
            <p>{t(`admin.kind.${finding.kind}.mend`)}</p>
            {props.onAccept !== null && (
              <Button
                size="small"
                autoInsertSpace={false}
                onClick={props.onAccept}
                data-testid={`accept-${finding.kind}`}
              >
                {t('admin.accept.button', { count: finding.count })}
              </Button>
            )}
          </div>
        </div>
      )}
    </li>
  );
}

const first = 12;
const more = 60;

/** What is wrong, and how much of it, in one line. */
function useAbout(finding: Finding): string {
  const { t, format } = useText();
  if (finding.count === 0) return t(`admin.kind.${finding.kind}.passed`);
  const codes = [...new Set(finding.items.flatMap((item) => item.codes))];
  const listed = finding.kind === 'duplicate-code' ? codes.slice(0, 2).join(' · ') : '';
  return format.facts([
    finding.accepted && t('admin.accepted'),
    listed || t(`admin.kind.${finding.kind}.about`),
    finding.area !== null &&
      finding.area > 0 &&
      t('admin.report.together', { area: format.area(finding.area) }),
    finding.width !== null &&
      finding.width > 0 &&
      finding.kind !== 'gap' &&
      t('admin.report.widest', { width: widthText(finding.width, format.length) }),
  ]);
}

/** Dust is thinner than a tenth of a metre, and is not nothing. */
export const widthText = (metres: number, length: (metres: number) => string): string =>
  metres < 0.1 ? `${(metres * 1000).toFixed(metres < 0.01 ? 1 : 0)} mm` : length(metres);

function ItemRow(props: {
  readonly item: FoundItem;
  readonly number: number;
  readonly kind: FindingKind;
  readonly selected: boolean;
  readonly onSelect: () => void;
}) {
  const { t, format } = useText();
  const { item, number } = props;
  const name = useItemName(item);
  const measure =
    item.area !== null && item.area > 0
      ? format.area(item.area)
      : item.at === null
        ? ''
        : `${item.at[0].toFixed(4)}, ${item.at[1].toFixed(4)}`;
  return (
    <li className="found" data-testid="found" aria-current={props.selected}>
      <span className="found-name" title={format.of(item.detail)}>
        {name}
      </span>
      <span className="found-code">{item.codes.length === 1 ? item.codes[0] : `#${number}`}</span>
      <span className="found-measure">{measure}</span>
      <button
        type="button"
        className="admin-small"
        disabled={item.at === null}
        aria-pressed={props.selected}
        aria-label={`${t('admin.report.view')} ${name}`}
        data-testid={`view-${props.kind}-${number}`}
        onClick={props.onSelect}
      >
        {t('admin.report.view')}
      </button>
    </li>
  );
}

/** One area's name, or the names of those around; a feature without any by its number in the file. */
export function useItemName(item: FoundItem): string {
  const { t, format } = useText();
  const names = item.names.filter(Boolean);
  if (names.length === 1) return names[0] ?? '';
  if (names.length === 2) return names.join(' · ');
  if (names.length > 2) return t('admin.report.among', { name: names[0] ?? '', count: names.length });
  const [feature] = item.features;
  return feature === undefined ? format.of(item.detail) : t('admin.report.feature', { number: feature });
}

/** What the edition would come to: its areas, and what was made one, left out, carried over or dropped. */
function Outcome({ report }: { readonly report: Report }) {
  const { t, format } = useText();
  const { edition } = report;
  if (edition === null) return null;
  const levels = (counts: Readonly<Partial<Record<Level, number | undefined>>>) =>
    format.facts(
      allLevels.flatMap((level) =>
        counts[level] === undefined ? [] : [t(`admin.levelCount.${level}`, { count: counts[level] })],
      ),
    );
  return (
    <section className="outcome">
      <h2>{t('admin.outcome.title')}</h2>
      <dl className="facts">
        <div>
          <dt>{t('admin.outcome.areas')}</dt>
          <dd>{levels(edition.areas)}</dd>
        </div>
        {edition.merged.length > 0 && (
          <div>
            <dt>{t('admin.outcome.merged')}</dt>
            <dd>
              {edition.merged
                .slice(0, 6)
                .map(({ code, features }) => t('admin.outcome.mergedOne', { code, count: features.length }))
                .join(' · ')}
            </dd>
          </div>
        )}
        {edition.leftOut.length > 0 && (
          <div>
            <dt>{t('admin.outcome.leftOut')}</dt>
            <dd>
              {edition.leftOut
                .slice(0, 4)
                .map(
                  ({ code, name, reason }) => `${name || code || t('admin.noName')} – ${format.of(reason)}`,
                )
                .join('; ')}
            </dd>
          </div>
        )}
        {Object.keys(edition.carried).length > 0 && (
          <div>
            <dt>{t('admin.outcome.carried')}</dt>
            <dd>{levels(edition.carried)}</dd>
          </div>
        )}
        {edition.counts.dropped > 0 && (
          <div>
            <dt>{t('admin.outcome.dropped')}</dt>
            <dd>
              {t('admin.outcome.droppedCount', { count: edition.counts.dropped })}
              {' – '}
              {format.of(edition.dropped[0]?.reason ?? { zh: '', en: '' })}
            </dd>
          </div>
        )}
      </dl>
    </section>
  );
}
