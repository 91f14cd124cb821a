import { Select } from 'antd';
import { useText } from '../text/text.ts';
import { Field } from './notes.tsx';
import { PlacePicker, type Standing, withRole } from './pickers.tsx';
import { roleNames } from './url.ts';

/** Role, and the area or the body that goes with it. */
export function StandingFields(props: {
  readonly value: Standing;
  readonly onChange: (standing: Standing) => void;
}) {
  const { t } = useText();
  const { value, onChange } = props;
  return (
    <>
      <Field label={t('access.form.role')}>
        <Select
          value={value.role}
          options={roleNames.map((role) => ({ value: role, label: t(`access.role.${role}`) }))}
          onChange={(role) => onChange(withRole(value, role))}
          data-testid="pick-role"
        />
      </Field>
      {value.role === 'coordinator' && (
        <Field label={t('access.form.area')} note={t('access.form.areaNote')}>
          <PlacePicker
            kind="area"
            value={value.areaCode}
            onChange={(areaCode) => onChange({ ...value, areaCode })}
          />
        </Field>
      )}
      {value.role === 'officer' && (
        <Field label={t('access.form.body')} note={t('access.form.bodyNote')}>
          <PlacePicker
            kind="body"
            value={value.bodyCode}
            onChange={(bodyCode) => onChange({ ...value, bodyCode })}
          />
        </Field>
      )}
    </>
  );
}
