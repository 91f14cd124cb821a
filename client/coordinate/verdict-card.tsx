import type { Party, Verdict } from '../../geodata/jurisdiction/verdict.ts';
import { useText } from '../text/text.ts';
import { PartyChip, RoleTag, ShareBar } from '../ui/party.tsx';
import { departmentRows } from './bodies.ts';
import { areaParties, districtCode, extent, inLine, partyNumbers, shortName } from './naming.ts';
import { Holders, noTickets, Remainder, Surroundings, type Tickets } from './verdict-facts.tsx';

/** The areas of a verdict by code, with their names: districts of parties are named by the list of areas. */
export type AreaNames = ReadonlyMap<string, { readonly name: string; readonly nameEn: string }>;

/**
 * A verdict in full, top to bottom as it is read out: outcome, shares, parties with the rule that called each, the
 * sentence, the coordinator, departments, what would change it, and who was touched without being called.
 */
export function VerdictCard(props: {
  readonly verdict: Verdict;
  readonly names: AreaNames;
  readonly alsoCalled: ReadonlySet<string>;
  /** Survey tickets by the key of the fault they are about, once the incident is stored. */
  readonly tickets?: Tickets;
  /** Absent where nobody may be called any more. */
  readonly onCall?: (code: string) => void;
}) {
  const { verdict, names } = props;
  const { t, format } = useText();
  const headline = useHeadline(verdict, names);
  const superior = useSuperior(verdict);
  const numbers = partyNumbers(verdict);
  const parties = areaParties(verdict);
  const joint = extent(verdict).areas > 1;
  const part = (party: Party) => party.probability ?? party.share;
  const shared = parties.filter((party) => part(party) > 0);
  return (
    <>
      <section className="card-part" data-testid="verdict-outcome" data-outcome={verdict.outcome}>
        <div className="card-head">
          <h2>{headline}</h2>
          <span className="card-size">{sizeOf(verdict, format)}</span>
        </div>
        {shared.length > 0 && (
          <ShareBar
            parts={shared.map((party) => ({
              party: numbers.get(party.jurisdiction.code) ?? 1,
              name: format.name(party.jurisdiction),
              share: part(party),
            }))}
          />
        )}
        {parties.map((party) => (
          <PartyLine
            key={party.jurisdiction.code}
            party={party}
            number={numbers.get(party.jurisdiction.code) ?? 1}
            joint={joint}
            district={names.get(districtCode(party.jurisdiction))}
          />
        ))}
        <Remainder verdict={verdict} tickets={props.tickets ?? noTickets} />
      </section>
      <p className="card-part card-sentence" data-testid="verdict-sentence">
        {format.of(verdict.sentence)}
      </p>
      {verdict.coordinator !== null && parties.length > 0 && (
        <section
          className="card-part card-line"
          data-testid="verdict-coordinator"
          data-code={verdict.coordinator.code}
        >
          <span className="card-label">{t('coordinate.card.coordinator')}</span>
          <strong>{format.name(verdict.coordinator)}</strong>
          {joint && <span className="card-quiet">{superior}</span>}
        </section>
      )}
      <Holders verdict={verdict} />
      <Departments verdict={verdict} names={names} />
      <Surroundings verdict={verdict} />
      {verdict.wouldChange.length > 0 && (
        <section className="card-part" data-testid="verdict-changes">
          <h3>{t('coordinate.card.wouldChange')}</h3>
          {verdict.wouldChange.map((change) => (
            <div key={change.en} className="card-line change">
              <span className="change-arrow" aria-hidden="true">
                {change.move === null ? '›' : arrowOf(change.move.bearing)}
              </span>
              <span>{format.of(change)}</span>
              <span className="card-quiet">{format.of(change.result)}</span>
            </div>
          ))}
        </section>
      )}
      {verdict.touched.length > 0 && (
        <section className="card-part" data-testid="verdict-touched">
          <h3>{t('coordinate.card.touched')}</h3>
          {verdict.touched.map(({ jurisdiction, area, width }) => (
            <div key={jurisdiction.code} className="card-line">
              <span>{format.name(jurisdiction)}</span>
              <span className="card-quiet">
                {format.facts([
                  format.area(area),
                  t('coordinate.card.width', { width: format.length(width) }),
                ])}
              </span>
              {props.onCall !== undefined && (
                <button
                  type="button"
                  className="small-button"
                  aria-pressed={props.alsoCalled.has(jurisdiction.code)}
                  onClick={() => props.onCall?.(jurisdiction.code)}
                >
                  {t(
                    props.alsoCalled.has(jurisdiction.code)
                      ? 'coordinate.card.called'
                      : 'coordinate.card.call',
                  )}
                </button>
              )}
            </div>
          ))}
        </section>
      )}
    </>
  );
}

function PartyLine(props: {
  readonly party: Party;
  readonly number: number;
  readonly joint: boolean;
  readonly district: { readonly name: string; readonly nameEn: string } | undefined;
}) {
  const { party, number, district } = props;
  const { t, format } = useText();
  // Of a point it is the probability that counts; its disc has shares only for the drawing.
  const uncertain = party.probability !== null;
  const reached = party.share === 0 && party.distance > 0;
  return (
    <div className="party-line" data-testid={`party-${party.jurisdiction.code}`} data-role={party.role}>
      <PartyChip party={number} size={14} />
      <span className="party-name">
        {format.name(party.jurisdiction)} <RoleTag role={party.role} joint={props.joint} />
      </span>
      <span className="party-share" data-testid="share">
        {reached ? '–' : format.share(uncertain ? (party.probability ?? 0) : party.share)}
      </span>
      <span className="party-area">
        {uncertain ? t('coordinate.card.probability') : party.area === null ? '' : format.area(party.area)}
      </span>
      <span className="party-why">
        {district === undefined
          ? format.of(party.why)
          : format.facts([format.name(district), inLine(format.of(party.why))])}
      </span>
    </div>
  );
}

function Departments({ verdict, names }: { readonly verdict: Verdict; readonly names: AreaNames }) {
  const { t, format } = useText();
  const numbers = partyNumbers(verdict);
  const rows = departmentRows(verdict);
  const parties = areaParties(verdict).filter((party) => party.role !== 'inform');
  if (parties.length === 0 || rows.length === 0) return null;
  const districts = parties.map((party) => districtCode(party.jurisdiction));
  const ownDistricts = new Set(districts).size === districts.length;
  return (
    <section className="card-part" data-testid="verdict-departments">
      <table className="departments">
        <thead>
          <tr>
            <th scope="col">{t('coordinate.card.departments')}</th>
            {parties.map(({ jurisdiction }) => (
              <th key={jurisdiction.code} scope="col">
                <PartyChip party={numbers.get(jurisdiction.code) ?? 1} />{' '}
                <Short
                  area={(ownDistricts ? names.get(districtCode(jurisdiction)) : undefined) ?? jurisdiction}
                />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.code}>
              <th scope="row">{format.name(row)}</th>
              {parties.map(({ jurisdiction }) => {
                const posting = row.postings.get(jurisdiction.code);
                return (
                  <td key={jurisdiction.code}>{posting === undefined ? '–' : t(`posting.${posting}`)}</td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Short({ area }: { readonly area: { readonly name: string; readonly nameEn: string } }) {
  const { language } = useText();
  return language === 'zh' && area.name.length <= 4 ? area.name : shortName(area, language);
}

/** The outcome in a few words: 联合　两区两街道 / Joint: two districts. */
function useHeadline(verdict: Verdict, names: AreaNames): string {
  const { t, language, format } = useText();
  const { districts, areas } = extent(verdict);
  const parties = areaParties(verdict);
  const first = parties.find((party) => party.role !== 'inform') ?? parties[0];
  const levels = new Set(
    parties.filter((party) => party.role !== 'inform').map((party) => party.jurisdiction.level),
  );
  const unit = t(
    `coordinate.unit.${levels.size === 1 && !levels.has('district') && !levels.has('city') ? [...levels][0] : 'mixed'}`,
  );
  const district = first && names.get(districtCode(first.jurisdiction));
  const words = {
    areas: inWords(verdict.outcome === 'uncertain' ? parties.length : areas, language),
    districts: inWords(districts, language),
    unit,
    area: first === undefined ? '' : format.name(first.jurisdiction),
    district: district === undefined ? '' : format.name(district),
  };
  const key = verdict.outcome === 'joint' ? (districts > 1 ? 'districts' : 'oneDistrict') : verdict.outcome;
  return [t(`coordinate.outcome.${verdict.outcome}`), t(`coordinate.extent.${key}`, words)].join(
    language === 'zh' ? '　' : ': ',
  );
}

function useSuperior(verdict: Verdict): string {
  const { t, language } = useText();
  const level = verdict.coordinator?.level;
  return t(`coordinate.card.commonSuperior.${level === 'city' || level === 'district' ? level : 'other'}`, {
    count: inWords(extent(verdict).districts, language) as never,
  });
}

const chinese = ['零', '一', '两', '三', '四', '五', '六', '七', '八', '九'];
const english = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const inWords = (count: number, language: 'zh' | 'en'): string =>
  (language === 'zh' ? chinese : english)[count] ?? String(count);

function sizeOf(verdict: Verdict, format: ReturnType<typeof useText>['format']): string {
  const { area, length, accuracy } = verdict.footprint;
  if (length !== null && length > 0) return format.length(length);
  if (accuracy > 0) return `±${format.length(accuracy)}`;
  return area > 0 ? format.area(area) : '';
}

/** The arrow nearest to a compass bearing in degrees. */
const arrowOf = (bearing: number): string =>
  '↑↗→↘↓↙←↖'[Math.round((((bearing % 360) + 360) % 360) / 45) % 8] ?? '→';
