import { Skeleton } from 'antd';
import { useMemo, useState } from 'react';
import type { WhistleKind } from '../../geodata/jurisdiction/verdict.ts';
import type { Account, Catalogue, IncidentDetail } from '../api.ts';
import { useText } from '../text/text.ts';
import { AgainPart } from './again-part.tsx';
import { besideFields, besideNothing } from './beside.ts';
import { blowGate } from './blow-gate.ts';
import { decided } from './bodies.ts';
import { EntryPart } from './entry-part.tsx';
import { caseTitle } from './naming.ts';
import { OverridePart } from './override-part.tsx';
import type { Blow } from './queries.ts';
import { ResponsiblePart } from './responsible-part.tsx';
import { SimilarPart } from './similar-part.tsx';
import { type AreaNames, VerdictCard } from './verdict-card.tsx';
import { toggled } from './verdict-panel.tsx';
import { WhistleForm } from './whistle-form.tsx';

/** The right column for an incident nobody has blown for: its stored verdict, and the form to blow. */
export function IncidentPanel(props: {
  readonly incident: IncidentDetail;
  readonly duties: Catalogue | undefined;
  readonly names: AreaNames;
  readonly account: Account | null;
  readonly busy: boolean;
  readonly error: Error | null;
  readonly onBlow: (blow: Blow) => void;
}) {
  const { incident, account } = props;
  const { t, language, format } = useText();
  const [kind, setKind] = useState<WhistleKind>(incident.category.kind);
  const [note, setNote] = useState(incident.note);
  const [beside, setBeside] = useState(besideNothing);
  const [alsoCalled, setAlsoCalled] = useState<ReadonlySet<string>>(new Set());
  const category = incident.category.code;
  const inForce = incident.overrides.find((override) => override.inForce) ?? null;
  const calls = decided(incident.verdict, inForce);
  // A coordinator has settled what was doubtful.
  const verdict = inForce === null ? calls : { ...calls, outcome: 'joint' as const };
  const tickets = useMemo(
    () => new Map(incident.tickets.map(({ key, id }) => [key, id])),
    [incident.tickets],
  );
  const gate = blowGate({ verdict, confirmed: true, kind, category, alsoCalled, account });
  const overrides = <OverridePart incident={incident} mayOverride={mayDecide(account, incident)} />;
  return (
    <aside
      className="card"
      aria-label={t('coordinate.card.label')}
      data-testid="verdict-card"
      data-state="confirmed"
    >
      <div className="card-state">
        <span className="state-tag state-confirmed">{t('coordinate.card.confirmed')}</span>
        {format.facts([
          t('edition', { edition: incident.verdict.edition }),
          t('coordinate.card.rules', { rules: incident.verdict.rules }),
        ])}
        <span className="card-number">{incident.number}</span>
      </div>
      <div className="card-scroll">
        <section className="card-part">
          <h2>{caseTitle(incident, language, format.facts)}</h2>
          <p className="card-quiet">
            {format.facts([format.dateTime(incident.occurredAt), t('coordinate.notBlown'), incident.note])}
          </p>
        </section>
        <EntryPart incident={incident} />
        {inForce !== null && overrides}
        <VerdictCard
          verdict={incident.verdict}
          names={props.names}
          tickets={tickets}
          alsoCalled={alsoCalled}
          onCall={(code) => setAlsoCalled(toggled(alsoCalled, code))}
        />
        {inForce === null && overrides}
        <SimilarPart incidentId={incident.id} />
        <AgainPart incident={incident} />
        <ResponsiblePart at={incident.location} />
      </div>
      <WhistleForm
        duties={props.duties}
        kind={kind}
        category={category}
        note={note}
        verdict={verdict}
        alsoCalled={alsoCalled}
        waitsFor={
          gate === null
            ? null
            : t(`coordinate.form.waits.${gate}`, {
                name:
                  account === null
                    ? ''
                    : format.name({ name: account.displayName, nameEn: account.displayNameEn }),
              })
        }
        busy={props.busy}
        error={props.error}
        onKind={setKind}
        beside={beside}
        onNote={setNote}
        onBeside={setBeside}
        onBlow={() =>
          props.onBlow({
            kind,
            catalogueItem: category,
            note,
            parties: [...alsoCalled],
            ...besideFields(beside),
          })
        }
      />
    </aside>
  );
}

/** Whether the reader acts for a party, or for an area above one, and may decide otherwise than the verdict. */
export const mayDecide = (account: Account | null, { verdict }: Pick<IncidentDetail, 'verdict'>): boolean =>
  account?.areaCode != null &&
  account.permissions.includes('verdict.override') &&
  [...verdict.parties, ...verdict.touched].some(({ jurisdiction }) =>
    jurisdiction.path.includes(account.areaCode ?? ''),
  );

/** The card while what it shows is on its way. */
export function CardSkeleton() {
  const { t } = useText();
  return (
    <aside className="card" aria-busy="true" aria-label={t('loading')}>
      <div className="card-state" />
      <div className="card-part">
        <Skeleton active={false} title={{ width: '60%' }} paragraph={{ rows: 6 }} />
      </div>
    </aside>
  );
}
