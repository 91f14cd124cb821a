import type { Account, Catalogue, IncidentDetail, Whistle } from '../api.ts';
import { CasePanel } from './case-panel.tsx';
import type { DraftStore } from './draft.ts';
import { ErrorNote } from './error-note.tsx';
import { CardSkeleton, IncidentPanel } from './incident-panel.tsx';
import type { Place } from './place-picker.ts';
import type { useBlow } from './queries.ts';
import { RedrawPanel } from './redraw-panel.tsx';
import type { Redrawing } from './redrawing.ts';
import type { AreaNames } from './verdict-card.tsx';
import type { PreviewState } from './verdict-panel.tsx';

/** How the reading of what is chosen stands. */
interface Reading {
  readonly error: Error | null;
  readonly refetch: () => unknown;
}

/** The right column for a whistle: the case, or its footprint while that is drawn anew. */
export function WhistleColumn(props: {
  readonly whistle: Whistle | null;
  readonly reading: Reading;
  readonly account: Account | null;
  readonly names: AreaNames;
  readonly place: Place;
  readonly store: DraftStore;
  readonly preview: PreviewState;
  readonly redrawing: Redrawing;
  readonly canDraw: boolean;
  readonly onShowPlace: (at: readonly [number, number]) => void;
}) {
  const { whistle, account, names, redrawing } = props;
  if (whistle === null) return <Unread reading={props.reading} />;
  if (redrawing.of === null)
    return (
      <CasePanel
        key={whistle.id}
        whistle={whistle}
        account={account}
        place={props.place}
        names={names}
        onRedraw={props.canDraw ? redrawing.begin : null}
      />
    );
  return (
    <RedrawPanel
      key={whistle.id}
      whistle={whistle}
      store={props.store}
      names={names}
      account={account}
      preview={props.preview}
      onNewest={redrawing.begin}
      onClose={redrawing.end}
      onShowPlace={props.onShowPlace}
    />
  );
}

/** The right column for an incident that nobody has blown the whistle on. */
export function IncidentColumn(props: {
  readonly incident: IncidentDetail | undefined;
  readonly reading: Reading;
  readonly duties: Catalogue | undefined;
  readonly names: AreaNames;
  readonly account: Account | null;
  readonly blow: ReturnType<typeof useBlow>;
  readonly onBlown: (whistle: Whistle) => void;
}) {
  const { incident, blow } = props;
  if (incident === undefined) return <Unread reading={props.reading} />;
  return (
    <IncidentPanel
      key={incident.id}
      incident={incident}
      duties={props.duties}
      names={props.names}
      account={props.account}
      busy={blow.isPending}
      error={blow.error}
      onBlow={(input) =>
        blow.mutate({ incident: { id: incident.id }, blow: input }, { onSuccess: props.onBlown })
      }
    />
  );
}

/** What has not been read yet, or could not be. */
function Unread({ reading }: { readonly reading: Reading }) {
  if (reading.error === null) return <CardSkeleton />;
  return (
    <aside className="card">
      <ErrorNote error={reading.error} onRetry={() => void reading.refetch()} />
    </aside>
  );
}
