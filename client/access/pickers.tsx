import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useText } from '../text/text.ts';
import { usePlaces } from './queries.ts';
import type { RoleName } from './url.ts';

/** Chooses an area or a body by name, code or pinyin initials. */
export function PlacePicker(props: {
  readonly kind: 'area' | 'body';
  readonly value: string | null;
  readonly onChange: (code: string | null) => void;
}) {
  const { format } = useText();
  const [typed, setTyped] = useState('');
  const asked = useDeferredValue(typed);
  // What is chosen is looked up by its code, so that its name is there before anybody types.
  const places = usePlaces(props.kind, asked || (props.value ?? ''));
  const options = (places.data ?? []).map((place) => ({
    value: place.code,
    label: format.facts([format.name(place), place.code]),
  }));
  return (
    <Select
      showSearch={{ filterOption: false, onSearch: setTyped, searchValue: typed }}
      allowClear
      value={props.value}
      options={options}
      loading={places.isFetching}
      notFoundContent={null}
      onChange={(code: string | undefined) => {
        setTyped('');
        props.onChange(code ?? null);
      }}
      data-testid={`pick-${props.kind}`}
    />
  );
}

/** An account’s or a key’s role with the area or body that goes with it. */
export interface Standing {
  readonly role: RoleName;
  readonly areaCode: string | null;
  readonly bodyCode: string | null;
}

/** The standing with another role: what does not go with it is taken away. */
export const withRole = (standing: Standing, role: RoleName): Standing => ({
  role,
  areaCode: role === 'coordinator' ? standing.areaCode : null,
  bodyCode: role === 'officer' ? standing.bodyCode : null,
});
