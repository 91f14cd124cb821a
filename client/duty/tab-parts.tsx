import { Input } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { ErrorNote, Rows } from '../ui/notes.tsx';

/** What narrows a table on the left, what is done with it on the right, the table below. */
export function TabLayout(props: {
  readonly intro: string;
  readonly filters?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <section className="duty-tab">
      <p className="duty-intro">{props.intro}</p>
      <div className="duty-bar">
        <div className="duty-filters">{props.filters}</div>
        <div className="duty-actions">{props.actions}</div>
      </div>
      {props.children}
    </section>
  );
}

/** A search that waits until nobody types any more. */
export function SearchBox(props: {
  readonly value: string;
  readonly placeholder: string;
  readonly onChange: (q: string | undefined) => void;
}) {
  const { value, onChange } = props;
  const [typed, setTyped] = useState(value);
  useEffect(() => {
    if (typed.trim() === value) return;
    const timer = setTimeout(() => onChange(typed.trim() === '' ? undefined : typed.trim()), 200);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);
  return (
    <Input
      allowClear
      className="duty-search"
      value={typed}
      maxLength={60}
      placeholder={props.placeholder}
      aria-label={props.placeholder}
      data-testid="duty-search"
      onChange={({ target }) => setTyped(target.value)}
    />
  );
}

/** The rows once they are there; what went wrong, or bars in their place, before. */
export function Loaded<T>(props: {
  readonly query: {
    readonly data: T | undefined;
    readonly error: Error | null;
    readonly refetch: () => unknown;
  };
  readonly children: (data: T) => ReactNode;
}) {
  const { data, error, refetch } = props.query;
  if (data !== undefined) return <>{props.children(data)}</>;
  return error === null ? <Rows count={12} /> : <ErrorNote error={error} onRetry={() => void refetch()} />;
}
