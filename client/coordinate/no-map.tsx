import type { useEditionInForce } from '../edition.ts';
import { useText } from '../text/text.ts';
import { ErrorNote } from './error-note.tsx';

/** The place of the map while no boundaries are known: on their way, out of reach, or not published yet. */
export function NoMap({ edition }: { readonly edition: ReturnType<typeof useEditionInForce> }) {
  const { t } = useText();
  if (edition.error !== null)
    return (
      <div className="map-pane map-empty">
        <ErrorNote error={edition.error} onRetry={() => void edition.refetch()} />
      </div>
    );
  return (
    <div className="map-pane map-empty" aria-busy={edition.data === undefined}>
      {edition.data !== undefined && (
        <div className="error-note">
          <strong>{t('coordinate.error.edition')}</strong>
          <p>{t('coordinate.error.editionExplain')}</p>
        </div>
      )}
    </div>
  );
}
