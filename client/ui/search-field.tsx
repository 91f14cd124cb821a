import { Input } from 'antd';
import { useEffect, useState } from 'react';

/** A field to search by: what is typed is told, without spaces around it, once the reader pauses. */
export function SearchField(props: {
  readonly value: string;
  readonly label: string;
  readonly maxLength?: number;
  readonly testId: string;
  readonly onChange: (words: string) => void;
}) {
  const { value, label, maxLength = 100, testId, onChange } = props;
  const [text, setText] = useState(value);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only typing starts the clock.
  useEffect(() => {
    if (text.trim() === value) return;
    const timer = setTimeout(() => onChange(text.trim()), 250);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <Input
      allowClear
      value={text}
      maxLength={maxLength}
      placeholder={label}
      aria-label={label}
      data-testid={testId}
      onChange={(event) => setText(event.target.value)}
    />
  );
}
