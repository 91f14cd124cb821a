import { Select } from 'antd';
import { useState } from 'react';
import { useText } from '../text/text.ts';
import { useAreas, useBodies } from './queries.ts';

interface Choice {
  readonly value: string;
  readonly label: string;
}

/** One area, found by name, code or pinyin initials. */
export function AreaSelect(props: {
  readonly value: string | undefined;
  readonly label: string;
  readonly onChange: (code: string | undefined) => void;
}) {
  const { format } = useText();
  const [q, setQ] = useState('');
  const found = useAreas(q || (props.value ?? ''));
  const options = (found.data?.areas ?? []).map((area) => ({
    value: area.code,
    label: `${format.name(area)} ${area.code}`,
  }));
  return (
    <Select<string>
      allowClear
      showSearch={{ filterOption: false, onSearch: setQ }}
      className="duty-select"
      value={props.value ?? null}
      placeholder={props.label}
      aria-label={props.label}
      data-testid="area-select"
      options={withChosen(options, props.value)}
      onChange={(code) => props.onChange(code ?? undefined)}
    />
  );
}

/** One body, found by name, code or pinyin initials. */
export function BodySelect(props: {
  readonly value: string | undefined;
  readonly label: string;
  readonly testId: string;
  readonly onChange: (code: string | undefined) => void;
}) {
  const { format } = useText();
  const [q, setQ] = useState('');
  const found = useBodies(q === '' ? {} : { q });
  const options = (found.data?.bodies ?? []).map((body) => ({
    value: body.code,
    label: `${format.name(body)} ${body.code}`,
  }));
  return (
    <Select<string>
      allowClear
      showSearch={{ filterOption: false, onSearch: setQ }}
      className="duty-select"
      value={props.value ?? null}
      placeholder={props.label}
      aria-label={props.label}
      data-testid={props.testId}
      options={withChosen(options, props.value)}
      onChange={(code) => props.onChange(code ?? undefined)}
    />
  );
}

/** What is chosen stays among the choices while others are looked for. */
const withChosen = (options: Choice[], value: string | undefined): Choice[] =>
  value === undefined || options.some((one) => one.value === value)
    ? options
    : [{ value, label: value }, ...options];
