import { Button, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import type { Role, Verdict } from '../../geodata/jurisdiction/verdict.ts';
import type { IncidentDetail, Override } from '../api.ts';
import { useText } from '../text/text.ts';
import { RoleTag } from '../ui/party.tsx';
import { RefusalLine } from './error-note.tsx';
import { areaParties } from './naming.ts';
import { useFound, useOverride } from './queries.ts';

type Asked = Role | 'none';
const choices: readonly Asked[] = ['lead', 'assist', 'inform', 'none'];

interface Choice {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly role: Asked;
}

/** The verdict and what a coordinator decided beside it, side by side, with the earlier decisions; and the way to decide. */
export function OverridePart(props: { readonly incident: IncidentDetail; readonly mayOverride: boolean }) {
  const { incident } = props;
  const { t } = useText();
  const [open, setOpen] = useState(false);
  const [current, ...earlier] = incident.overrides;
  if (current === undefined && !props.mayOverride) return null;
  return (
    <section className="card-part" data-testid="overrides">
      {current !== undefined && (
        <>
          <div className="side-by-side">
            <Parties title={t('coordinate.override.computed')} parties={areaParties(incident.verdict)} />
            <Parties
              title={t('coordinate.override.decided')}
              parties={current.parties}
              strong={current.inForce}
            >
              {!current.inForce && <p className="card-quiet">{t('coordinate.override.ended')}</p>}
              <Made override={current} />
            </Parties>
          </div>
          {earlier.length > 0 && (
            <details className="earlier">
              <summary>{t('coordinate.override.earlier')}</summary>
              {earlier.map((one) => (
                <Parties key={one.id} title="" parties={one.parties}>
                  <Made override={one} />
                </Parties>
              ))}
            </details>
          )}
        </>
      )}
      {open ? (
        <OverrideForm key={incident.verdictId} incident={incident} onDone={() => setOpen(false)} />
      ) : (
        props.mayOverride && (
          <Button
            autoInsertSpace={false}
            size="small"
            data-testid="override-open"
            onClick={() => setOpen(true)}
          >
            {t('coordinate.override.open')}
          </Button>
        )
      )}
    </section>
  );
}

/** Parties by role, in one column. */
export function Parties(props: {
  readonly title: string;
  readonly parties: readonly Pick<Verdict['parties'][number], 'jurisdiction' | 'role'>[];
  readonly strong?: boolean;
  readonly children?: ReactNode;
}) {
  const { format } = useText();
  return (
    <div className={props.strong === true ? 'parties parties-strong' : 'parties'}>
      {props.title !== '' && <h3>{props.title}</h3>}
      <ul>
        {props.parties.map(({ jurisdiction, role }) => (
          <li key={jurisdiction.code} className="party-item" data-role={role}>
            {format.name(jurisdiction)} <RoleTag role={role} joint={false} />
          </li>
        ))}
      </ul>
      {props.children}
    </div>
  );
}

function Made({ override }: { readonly override: Override }) {
  const { t, format } = useText();
  return (
    <p className="card-quiet" data-testid="override-reason">
      {format.facts([
        override.reason,
        t('coordinate.override.by', { by: format.name(override.by), time: format.dateTime(override.at) }),
      ])}
    </p>
  );
}

function OverrideForm({
  incident,
  onDone,
}: {
  readonly incident: IncidentDetail;
  readonly onDone: () => void;
}) {
  const { t, format } = useText();
  const [areas, setAreas] = useState<readonly Choice[]>(() => choicesOf(incident));
  const [reason, setReason] = useState('');
  const send = useOverride(incident);
  const parties = areas.flatMap(({ code, role }) => (role === 'none' ? [] : [{ code, role }]));
  const leads = parties.filter(({ role }) => role === 'lead').length;
  const gate = leads !== 1 ? 'lead' : reason.trim().length < 5 ? 'reason' : null;
  const give = (code: string, role: Asked) =>
    setAreas(
      areas.map((area) =>
        area.code === code
          ? { ...area, role }
          : role === 'lead' && area.role === 'lead'
            ? { ...area, role: 'assist' }
            : area,
      ),
    );
  return (
    <form
      className="override-form"
      aria-label={t('coordinate.override.title')}
      onSubmit={(event) => {
        event.preventDefault();
        if (gate === null && !send.isPending)
          send.mutate({ parties, reason, verdict: incident.verdictId }, { onSuccess: onDone });
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onDone();
      }}
    >
      <strong>{t('coordinate.override.title')}</strong>
      {areas.map((area) => (
        <div key={area.code} className="override-line">
          <span>{format.name(area)}</span>
          <Select
            size="small"
            value={area.role}
            aria-label={format.name(area)}
            data-testid={`override-role-${area.code}`}
            options={choices.map((role) => ({ value: role, label: t(`coordinate.override.roles.${role}`) }))}
            onChange={(role) => give(area.code, role)}
          />
        </div>
      ))}
      <AddArea
        known={areas.map(({ code }) => code)}
        onAdd={(area) => setAreas([...areas, { ...area, role: 'assist' }])}
      />
      <textarea
        value={reason}
        rows={2}
        maxLength={500}
        placeholder={t('coordinate.override.reason')}
        aria-label={t('coordinate.override.reason')}
        data-testid="override-reason-text"
        onChange={(event) => setReason(event.target.value)}
      />
      <RefusalLine error={send.error} />
      <p className="actions-waits">{gate === null ? '' : t(`coordinate.override.waits.${gate}`)}</p>
      <div className="step-buttons">
        <Button autoInsertSpace={false} onClick={onDone}>
          {t('coordinate.override.cancel')}
        </Button>
        <Button
          autoInsertSpace={false}
          type="primary"
          htmlType="submit"
          disabled={gate !== null}
          loading={send.isPending}
          data-testid="override-submit"
        >
          {t('coordinate.override.submit')}
        </Button>
      </div>
    </form>
  );
}

/** Any subdistrict besides: found by name or code. */
function AddArea(props: {
  readonly known: readonly string[];
  readonly onAdd: (area: Omit<Choice, 'role'>) => void;
}) {
  const { t, format } = useText();
  const [query, setQuery] = useState('');
  const found = useFound(query.trim());
  const areas = (found.data?.areas ?? []).filter(
    ({ code, level }) => level === 'subdistrict' && !props.known.includes(code),
  );
  return (
    <Select
      size="small"
      value={null}
      showSearch={{ filterOption: false, onSearch: setQuery }}
      placeholder={t('coordinate.override.add')}
      aria-label={t('coordinate.override.add')}
      data-testid="override-add"
      notFoundContent={null}
      options={areas.map((area) => ({ value: area.code, label: format.name(area) }))}
      onChange={(code: string | null) => {
        const area = areas.find((one) => one.code === code);
        if (area !== undefined) props.onAdd(area);
        setQuery('');
      }}
    />
  );
}

/** Whom the form offers at first: those of the decision in force, else of the verdict, and those it touched. */
function choicesOf({ verdict, overrides }: IncidentDetail): readonly Choice[] {
  const inForce = overrides.find((one) => one.inForce);
  const parties = inForce?.parties ?? areaParties(verdict);
  const named = parties.map(({ jurisdiction, role }): Choice => ({ ...jurisdiction, role }));
  const others = [...areaParties(verdict), ...verdict.touched]
    .filter(({ jurisdiction }) => !named.some(({ code }) => code === jurisdiction.code))
    .map(({ jurisdiction }): Choice => ({ ...jurisdiction, role: 'none' }));
  return [...named, ...others];
}
