import { Button } from 'antd';
import { useText } from '../text/text.ts';
import { ErrorNote, Rows } from '../ui/notes.tsx';
import { CheckPanel } from './check-panel.tsx';
import type { AreaChange, Comparing, Differences, Edition, EditionDetail, FindingKind } from './contract.ts';
import { CrsPanel } from './crs-panel.tsx';
import { DifferencePanel } from './difference-panel.tsx';
import { DiscardButton } from './discard-button.tsx';
import { FieldsPanel } from './fields-panel.tsx';
import { PublishPanel } from './publish-panel.tsx';
import { ReportPanel } from './report-panel.tsx';
import { publishedOf } from './spans.ts';
import { UploadPanel, type useSending } from './upload-panel.tsx';
import type { Navigation, View } from './url.ts';
import type { useMaking } from './use-making.ts';

/** What a panel of an edition needs to show its findings and its difference, whichever step it is at. */
export interface Looking {
  readonly opened: readonly FindingKind[];
  readonly onToggle: (kind: FindingKind) => void;
  readonly onSelectFinding: (kind: FindingKind, item: number) => void;
  readonly base: number | null;
  readonly onBase: (base: number) => void;
  readonly differences: Differences | undefined;
  readonly comparing: Comparing | null;
  readonly differencesError: Error | null;
  readonly onRetryDifferences: () => void;
  readonly onSelectArea: (area: AreaChange) => void;
}

/** The right column while an edition is being made: the panel of the step at hand. */
export function Wizard(props: {
  readonly view: View;
  readonly navigation: Navigation;
  readonly work: ReturnType<typeof useMaking>;
  readonly sending: ReturnType<typeof useSending>;
  readonly edition: EditionDetail | null;
  readonly editionError: Error | null;
  readonly editions: readonly Edition[];
  readonly looking: Looking;
}) {
  const { t } = useText();
  const { view, work, edition, editions, looking } = props;
  const { go, change } = props.navigation;
  const latest = publishedOf(editions)[0] ?? null;
  const { step, upload, choice } = work;

  if (props.editionError !== null) return <ErrorNote error={props.editionError} />;
  if (view.edition !== null && edition === null) return <Rows />;
  if (view.upload !== null && edition === null && work.file.error !== null)
    return (
      <ErrorNote
        error={work.file.error}
        onRetry={() => (upload === null ? go({}) : void work.file.refetch())}
      />
    );
  if (view.upload !== null && upload === null && edition === null) return <Rows />;

  if (step === 'crs' && upload !== null && choice !== null)
    return (
      <CrsPanel
        upload={upload}
        choice={choice}
        onChoice={work.setChoice}
        onNext={() => work.goTo('fields')}
      />
    );
  if (step === 'fields' && upload !== null && choice !== null)
    return (
      <FieldsPanel
        upload={upload}
        choice={choice}
        onChoice={work.setChoice}
        busy={work.check.isPending}
        error={work.check.error}
        onCheck={work.startCheck}
      />
    );
  if (step === 'check' && edition === null)
    return (
      <CheckPanel
        upload={upload}
        error={work.file.error}
        onAgain={work.startCheck}
        onBack={() => work.goTo('fields')}
      />
    );
  if (step === 'check' && edition?.report)
    return (
      <ReportPanel
        edition={edition}
        report={edition.report}
        selected={view.finding}
        opened={looking.opened}
        onToggle={looking.onToggle}
        onSelect={looking.onSelectFinding}
        mayAccept
        foot={
          <>
            <DiscardButton edition={edition} onDiscarded={() => go({})} />
            <ExportButton edition={edition} />
            {edition.base !== null ? (
              <Button
                type="primary"
                autoInsertSpace={false}
                onClick={() => work.goTo('difference')}
                data-testid="to-difference"
              >
                {t('admin.next.difference', { edition: edition.base })}
              </Button>
            ) : (
              <Button
                type="primary"
                autoInsertSpace={false}
                disabled={edition.errors > 0}
                onClick={() => work.goTo('publish')}
                data-testid="to-publish"
              >
                {t(edition.errors > 0 ? 'admin.waitsFor.errors' : 'admin.next.publish')}
              </Button>
            )}
          </>
        }
      />
    );
  if (step === 'difference' && edition !== null && looking.base !== null)
    return (
      <DifferencePanel
        edition={edition}
        base={looking.base}
        bases={publishedOf(editions)}
        onBase={looking.onBase}
        differences={looking.differences}
        comparing={looking.comparing}
        error={looking.differencesError}
        onRetry={looking.onRetryDifferences}
        selected={view.area}
        onSelect={looking.onSelectArea}
        foot={
          <>
            <DiscardButton edition={edition} onDiscarded={() => go({})} />
            <Button
              type="primary"
              autoInsertSpace={false}
              disabled={edition.errors > 0}
              onClick={() => work.goTo('publish')}
              data-testid="to-publish"
            >
              {t(edition.errors > 0 ? 'admin.waitsFor.errors' : 'admin.next.publish')}
            </Button>
          </>
        }
      />
    );
  if (step === 'publish' && edition !== null)
    return (
      <PublishPanel
        key={edition.id}
        edition={edition}
        latest={latest}
        differences={looking.differences}
        onPublished={() => go({ edition: edition.id, view: 'report' })}
        onCheckAgain={upload === null ? null : work.startCheck}
        onUploadAgain={() => go({})}
        onShowLatest={() => latest !== null && change({ edition: latest.id, upload: null, step: null })}
        discard={<DiscardButton edition={edition} onDiscarded={() => go({})} />}
      />
    );
  return (
    <UploadPanel
      upload={upload}
      sending={props.sending.sending}
      error={props.sending.error}
      onFile={(file) => void props.sending.send(file)}
      onNext={() => work.goTo('crs')}
    />
  );
}

/** All places found, as GeoJSON, for whoever mends them in a program of their own. */
export function ExportButton({ edition }: { readonly edition: Edition }) {
  const { t } = useText();
  return (
    <Button
      autoInsertSpace={false}
      href={`/api/editions/${edition.id}/defects`}
      download={`edition-${edition.id}-defects.geojson`}
      data-testid="export"
    >
      {t('admin.report.export')}
    </Button>
  );
}
