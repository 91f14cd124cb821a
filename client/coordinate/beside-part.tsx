import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useText } from '../text/text.ts';
import { useNow } from '../ui/now.ts';
import { useSession } from '../ui/session.ts';
import type { Beside, NamedBody } from './beside.ts';
import { BodyPicker } from './body-picker.tsx';
import { useTaskForces } from './people-queries.ts';
import type { Caller } from './queries.ts';

const callers: readonly Caller[] = ['subdistrict', 'community', 'alliance', 'services', 'project'];

/** On whose behalf it is blown, for which task force, and bodies to call besides, each with a reason. Folded until wanted. */
export function BesidePart({
  value,
  onChange,
}: {
  readonly value: Beside;
  readonly onChange: (value: Beside) => void;
}) {
  const { t, format } = useText();
  const { data: session } = useSession();
  const now = useNow();
  const forces = useTaskForces(session?.account?.permissions.includes('taskForce.see') ?? false);
  const acting = (forces.data?.taskForces ?? []).filter(
    ({ startsAt, endsAt }) => Date.parse(startsAt) <= now && (endsAt === null || now < Date.parse(endsAt)),
  );
  const [body, setBody] = useState<Omit<NamedBody, 'reason'> | null>(null);
  const [reason, setReason] = useState('');
  const add = () => {
    if (body === null) return;
    const others = value.bodies.filter(({ code }) => code !== body.code);
    onChange({ ...value, bodies: [...others, { ...body, reason: reason.trim() }] });
    setBody(null);
    setReason('');
  };
  const force = acting.find(({ id }) => id === value.taskForce);
  return (
    <details className="beside" data-testid="beside">
      <summary>
        {format.facts([
          t('coordinate.beside.title'),
          value.caller !== 'subdistrict' && t(`coordinate.caller.${value.caller}`),
          force && format.name(force),
          value.bodies.length > 0 && t('coordinate.beside.count', { count: value.bodies.length }),
        ])}
      </summary>
      <div className="beside-fields">
        <Select
          value={value.caller}
          aria-label={t('coordinate.caller.label')}
          data-testid="caller"
          options={callers.map((caller) => ({ value: caller, label: t(`coordinate.caller.${caller}`) }))}
          onChange={(caller) => onChange({ ...value, caller })}
        />
        {acting.length > 0 && (
          <Select
            value={value.taskForce ?? ''}
            aria-label={t('coordinate.beside.force')}
            data-testid="task-force"
            options={[
              { value: '', label: t('coordinate.beside.noForce') },
              ...acting.map((one) => ({ value: one.id, label: format.name(one) })),
            ]}
            onChange={(id) => onChange({ ...value, taskForce: id || null })}
          />
        )}
        <BodyPicker value={body?.code ?? null} onChange={setBody} />
        <div className="beside-line">
          <Input
            value={reason}
            maxLength={500}
            placeholder={t('coordinate.case.add.reason')}
            aria-label={t('coordinate.case.add.reason')}
            onChange={(event) => setReason(event.target.value)}
          />
          <Button autoInsertSpace={false} disabled={body === null} data-testid="beside-add" onClick={add}>
            {t('coordinate.beside.add')}
          </Button>
        </div>
        {value.bodies.map((one) => (
          <div key={one.code} className="beside-line">
            <span title={one.reason}>{format.facts([format.name(one), one.reason])}</span>
            <Button
              size="small"
              type="text"
              aria-label={t('coordinate.beside.remove', { name: format.name(one) })}
              onClick={() =>
                onChange({ ...value, bodies: value.bodies.filter(({ code }) => code !== one.code) })
              }
            >
              ×
            </Button>
          </div>
        ))}
      </div>
    </details>
  );
}
