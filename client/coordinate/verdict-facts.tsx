import type { Verdict } from '../../geodata/jurisdiction/verdict.ts';
import { useText } from '../text/text.ts';
import { RoleTag } from '../ui/party.tsx';
import { holdersCalled } from './bodies.ts';
import { areaParties, inLine } from './naming.ts';

/** Number of the survey ticket by the key of the fault it is about. */
export type Tickets = ReadonlyMap<string, string>;

export const noTickets: Tickets = new Map();

/** What of the footprint lies in no area, in two, or outside the city; and what that says about the boundaries. */
export function Remainder({ verdict, tickets }: { readonly verdict: Verdict; readonly tickets: Tickets }) {
  const { t, format } = useText();
  const parts = (['gap', 'overlap', 'outside'] as const).filter((name) => verdict[name] > 0.0005);
  if (parts.length === 0 && verdict.defects.length === 0) return null;
  return (
    <>
      {parts.length > 0 && (
        <p className="card-defect">
          {format.facts(
            parts.map((name) => t(`coordinate.card.${name}`, { share: format.share(verdict[name]) })),
          )}
        </p>
      )}
      {verdict.defects.map(({ kind, key }) => (
        <p key={key} className="card-defect" data-testid={`defect-${kind}`}>
          {format.facts([
            t(`coordinate.card.flagged.${kind}`),
            tickets.has(key) && t('coordinate.card.ticket', { id: tickets.get(key) }),
          ])}
        </p>
      ))}
    </>
  );
}

/** Owners, managers and authorities that come beside the areas, and for what. */
export function Holders({ verdict }: { readonly verdict: Verdict }) {
  const { t, format } = useText();
  const bodies = verdict.parties.filter(({ holding }) => holding !== null);
  if (bodies.length === 0) return null;
  const joint = holdersCalled(verdict).length + areaParties(verdict).length > 1;
  return (
    <section className="card-part" data-testid="verdict-holders">
      <h3>{t('coordinate.card.holders')}</h3>
      {bodies.map(({ jurisdiction, holding, role, why }) => (
        <div key={`${jurisdiction.code}-${holding?.id}`} className="holder-line" data-role={role}>
          <span>
            {format.name(jurisdiction)} <RoleTag role={role} joint={joint} />
          </span>
          <span className="card-quiet">
            {format.facts([
              holding !== null && t(`coordinate.card.holding.${holding.kind}`),
              holding !== null && format.name(holding),
            ])}
          </span>
          <span className="party-why">{inLine(format.of(why))}</span>
        </div>
      ))}
    </section>
  );
}

/** The seams it meets with what is recorded of them, how far it reaches, and how well its place is known. */
export function Surroundings({ verdict }: { readonly verdict: Verdict }) {
  const { t, format } = useText();
  const { seams, impact } = verdict;
  const names = new Map(
    [...verdict.parties, ...verdict.touched].map(({ jurisdiction }) => [jurisdiction.code, jurisdiction]),
  );
  const name = (code: string) => {
    const area = names.get(code);
    return area === undefined ? code : format.name(area);
  };
  const { accuracy } = verdict.footprint;
  if (seams.length === 0 && impact === null && accuracy === 0) return null;
  return (
    <section className="card-part" data-testid="verdict-surroundings">
      {seams.length > 0 && <h3>{t('coordinate.card.seams')}</h3>}
      {seams.map(({ key, left, right, length, basis, agreement }) => (
        <div key={key} className="seam-line" data-testid="seam-met">
          <span>{`${name(left)} | ${name(right)}`}</span>
          <span className="card-quiet">
            {format.facts([
              length > 0 && t('coordinate.card.seamLength', { length: format.length(length) }),
              t(`coordinate.card.basis.${basis ?? 'none'}`),
              agreement !== null && t('coordinate.card.agreed'),
              agreement !== null && t('coordinate.card.agreement', { id: agreement }),
            ])}
          </span>
        </div>
      ))}
      {impact !== null && (
        <div className="card-line" data-testid="verdict-impact">
          <span className="card-label">{t('coordinate.card.impact')}</span>
          <span>
            {t('coordinate.card.impactSize', {
              radius: format.length(impact.radius),
              area: format.area(impact.area),
            })}
          </span>
        </div>
      )}
      {accuracy > 0 && (
        <div className="card-line">
          <span className="card-label">{t('coordinate.card.precision')}</span>
          <span>{`±${format.length(accuracy)}`}</span>
          <span className="card-quiet">{t('coordinate.card.precisionNote')}</span>
        </div>
      )}
    </section>
  );
}
