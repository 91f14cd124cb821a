import { Button, Input, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { useCity } from '../text/city.ts';
import { startOfDay } from '../text/day.ts';
import { useText } from '../text/text.ts';
import { DayPicker } from '../ui/day-picker.tsx';
import { RefusalLine } from '../ui/notes.tsx';
import { AreaSelect, BodySelect } from './area-select.tsx';
import { useTaskForceChange, useTemplates } from './queries.ts';

/** Forms a task force: from a template, each duty of which goes to the body that has it there, and with others besides. */
export function TaskForceForm({ onDone }: { readonly onDone: () => void }) {
  const { t, language, format } = useText();
  const { timeZone } = useCity();
  const templates = useTemplates();
  const form = useTaskForceChange();
  const [name, setName] = useState('');
  const [area, setArea] = useState<string>();
  const [commander, setCommander] = useState('');
  const [commanderBody, setCommanderBody] = useState<string>();
  const [template, setTemplate] = useState<string>();
  const [besides, setBesides] = useState<readonly string[]>([]);
  const [endDay, setEndDay] = useState<string | null>(null);
  const lines = templates.data?.templates.find(({ code }) => code === template)?.lines ?? [];
  const waits =
    name.trim().length < 2 ||
    area === undefined ||
    commander.trim() === '' ||
    commanderBody === undefined ||
    (template === undefined && besides.length === 0);
  return (
    <form
      className="duty-form"
      onSubmit={(event) => {
        event.preventDefault();
        form.mutate(
          {
            path: '',
            body: {
              name,
              areaCode: area,
              commander,
              commanderBody,
              template: template ?? null,
              members: besides.map((bodyCode) => ({ bodyCode })),
              endsAt: endDay === null ? null : new Date(startOfDay(endDay, timeZone)).toISOString(),
            },
          },
          { onSuccess: onDone },
        );
      }}
    >
      <Field label={t('duty.force.name')}>
        <Input
          value={name}
          maxLength={60}
          data-testid="force-name"
          onChange={({ target }) => setName(target.value)}
        />
      </Field>
      <Field label={t('duty.column.area')}>
        <AreaSelect value={area} label={t('duty.search.area')} onChange={setArea} />
      </Field>
      <Field label={t('duty.force.commanderLabel')}>
        <Input
          value={commander}
          maxLength={60}
          placeholder={t('duty.force.commanderHint')}
          data-testid="force-commander"
          onChange={({ target }) => setCommander(target.value)}
        />
      </Field>
      <Field label={t('duty.force.commanderBody')}>
        <BodySelect
          value={commanderBody}
          label={t('duty.search.bodies')}
          testId="force-commander-body"
          onChange={setCommanderBody}
        />
      </Field>
      <Field label={t('duty.force.template')}>
        <Select
          allowClear
          value={template ?? null}
          placeholder={t('duty.force.noTemplate')}
          data-testid="force-template"
          options={(templates.data?.templates ?? []).map((one) => ({
            value: one.code,
            label: format.name(one),
          }))}
          onChange={(code) => setTemplate(typeof code === 'string' ? code : undefined)}
        />
      </Field>
      {lines.length > 0 && (
        <ul className="duty-members">
          {lines.map((line) => (
            <li key={`${line.department} ${line.duty}`}>
              <span className={`duty-role duty-role-${line.role}`}>{t(`role.${line.role}`)}</span>
              <strong>
                {line.short === null
                  ? t('duty.force.ownOffice')
                  : format.name({ name: line.short, nameEn: line.shortEn ?? line.short })}
              </strong>
              <span>{language === 'zh' ? line.duty : line.dutyEn}</span>
            </li>
          ))}
        </ul>
      )}
      <Field label={t('duty.force.besides')}>
        <BodySelect
          value={undefined}
          label={t('duty.search.bodies')}
          testId="force-besides"
          onChange={(code) => code !== undefined && !besides.includes(code) && setBesides([...besides, code])}
        />
      </Field>
      {besides.length > 0 && (
        <ul className="duty-chips">
          {besides.map((code) => (
            <li key={code}>
              {code}
              <button
                type="button"
                aria-label={t('duty.force.without', { code })}
                onClick={() => setBesides(besides.filter((one) => one !== code))}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
      )}
      <Field label={t('duty.force.until')}>
        <DayPicker
          label={t('duty.force.until')}
          placeholder={t('duty.force.open')}
          day={endDay}
          testId="force-until"
          onDay={setEndDay}
          onClear={() => setEndDay(null)}
        />
      </Field>
      <RefusalLine error={form.error} />
      <Button
        type="primary"
        htmlType="submit"
        disabled={waits}
        loading={form.isPending}
        data-testid="force-submit"
      >
        {t('duty.force.formCount', { count: lines.length + besides.length })}
      </Button>
      {waits && <p className="duty-quiet">{t('duty.force.waits')}</p>}
    </form>
  );
}

function Field({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is among the children.
    <label className="duty-field">
      <span>{label}</span>
      {children}
    </label>
  );
}
