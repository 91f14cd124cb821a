import type { Bounds } from '../../geodata/geometry.ts';
import { useText } from '../text/text.ts';
import { useNow } from '../ui/now.ts';
import { AreasPanel } from './areas-panel.tsx';
import type { Edition, EditionDetail } from './contract.ts';
import { DifferencePanel } from './difference-panel.tsx';
import { DiscardButton } from './discard-button.tsx';
import { useSpan } from './rail.tsx';
import { ReportPanel } from './report-panel.tsx';
import { publishedOf } from './spans.ts';
import { type Look, looks, type Navigation, type View } from './url.ts';
import { ExportButton, type Looking } from './wizard.tsx';

/** The right column for an edition that is published, or that this account may only look at. */
export function PublishedPanel(props: {
  readonly view: View;
  readonly navigation: Navigation;
  readonly edition: EditionDetail;
  readonly editions: readonly Edition[];
  readonly looking: Looking;
  readonly mayLoad: boolean;
  readonly dayNote: string | null;
  readonly onSelectPlace: (code: string, bounds: Bounds) => void;
}) {
  const { t } = useText();
  const { view, edition, looking } = props;
  const { go } = props.navigation;
  const now = useNow();
  const toCome =
    edition.status === 'published' && edition.validFrom !== null && Date.parse(edition.validFrom) > now;
  const head = (
    <Head
      edition={edition}
      look={view.look}
      onLook={(look) => go({ edition: edition.id, view: look, day: view.day })}
    />
  );
  const withdraw = props.mayLoad && toCome && <DiscardButton edition={edition} onDiscarded={() => go({})} />;

  if (view.look === 'areas' && edition.status === 'published')
    return (
      <AreasPanel
        edition={edition}
        head={head}
        note={props.dayNote}
        selected={view.area}
        onSelect={props.onSelectPlace}
      />
    );
  if (view.look === 'difference')
    return looking.base === null ? (
      <Nothing head={head} title={t('admin.difference.none')} explain={t('admin.difference.noneExplain')} />
    ) : (
      <DifferencePanel
        edition={edition}
        base={looking.base}
        bases={publishedOf(props.editions).filter(({ id }) => id !== edition.id)}
        onBase={looking.onBase}
        differences={looking.differences}
        comparing={looking.comparing}
        error={looking.differencesError}
        onRetry={looking.onRetryDifferences}
        selected={view.area}
        onSelect={looking.onSelectArea}
        head={head}
        foot={withdraw}
      />
    );
  return edition.report?.findings === undefined ? (
    <Nothing head={head} title={t('admin.report.none')} explain={t('admin.report.noneExplain')} />
  ) : (
    <ReportPanel
      edition={edition}
      report={edition.report}
      selected={view.finding}
      opened={looking.opened}
      onToggle={looking.onToggle}
      onSelect={looking.onSelectFinding}
      mayAccept={false}
      head={head}
      foot={
        <>
          {withdraw}
          <ExportButton edition={edition} />
        </>
      }
    />
  );
}

function Head(props: {
  readonly edition: EditionDetail;
  readonly look: Look;
  readonly onLook: (look: Look) => void;
}) {
  const { t, format } = useText();
  const { edition } = props;
  const span = useSpan(edition);
  const shown = edition.status === 'published' ? looks : looks.filter((look) => look !== 'areas');
  return (
    <div className="edition-head">
      <p>
        <strong data-testid="edition-title">{t('edition', { edition: edition.id })}</strong>
        <span>{format.facts([span, edition.name, edition.schematic && t('schematic')])}</span>
      </p>
      <div className="look-tabs" role="tablist" aria-label={t('admin.look.label')}>
        {shown.map((look) => (
          <button
            key={look}
            type="button"
            role="tab"
            aria-selected={props.look === look}
            data-testid={`look-${look}`}
            onClick={() => props.onLook(look)}
          >
            {t(`admin.look.${look}`)}
          </button>
        ))}
      </div>
    </div>
  );
}

function Nothing(props: {
  readonly head: React.ReactNode;
  readonly title: string;
  readonly explain: string;
}) {
  return (
    <>
      <header className="panel-head">{props.head}</header>
      <div className="note">
        <strong>{props.title}</strong>
        <p>{props.explain}</p>
      </div>
    </>
  );
}
