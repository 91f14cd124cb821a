import type { ReactNode } from 'react';
import { Forbidden } from '../ui/notes.tsx';
import { useSession } from '../ui/session.ts';
import './access.css';

/** A page of the administration: its title, what can be done, and its content for who may see it. */
export function AdminPage(props: {
  readonly title: string;
  readonly permission: 'account.manage' | 'key.manage' | 'display.manage' | 'audit.see';
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}) {
  const { data: session } = useSession();
  if (session?.account && !session.account.permissions.includes(props.permission)) return <Forbidden />;
  return (
    <main className="access-page">
      <header>
        <h1>{props.title}</h1>
        {props.actions}
      </header>
      {props.children}
    </main>
  );
}

/** A field with its name above it and, where it needs one, a note below. */
export function Field({
  label,
  note,
  children,
}: {
  readonly label: string;
  readonly note?: string | undefined;
  readonly children: ReactNode;
}) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is among the children.
    <label className="access-field">
      <span>{label}</span>
      {children}
      {note !== undefined && <small>{note}</small>}
    </label>
  );
}
