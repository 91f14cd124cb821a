import { Select } from 'antd';
import { useState } from 'react';
import type { BodyList } from '../api.ts';
import { useText } from '../text/text.ts';
import { useBodies } from './people-queries.ts';

type Body = Pick<BodyList['bodies'][number], 'code' | 'name' | 'nameEn'>;

/** Finds one body by name, code or pinyin initials. */
export function BodyPicker(props: {
  readonly value: string | null;
  readonly onChange: (body: Body) => void;
}) {
  const { t, format } = useText();
  const [search, setSearch] = useState('');
  const found = useBodies(search.trim());
  const bodies = found.data?.bodies ?? [];
  return (
    <Select
      showSearch={{ filterOption: false, onSearch: setSearch }}
      value={props.value}
      placeholder={t('coordinate.case.add.body')}
      aria-label={t('coordinate.case.add.body')}
      data-testid="body-picker"
      loading={found.isFetching}
      notFoundContent={null}
      options={bodies.map((body) => ({
        value: body.code,
        label: format.facts([format.name(body), body.code]),
      }))}
      onChange={(code: string) => {
        const body = bodies.find((one) => one.code === code);
        if (body !== undefined) props.onChange(body);
      }}
    />
  );
}
