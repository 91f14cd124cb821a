import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useText } from '../text/text.ts';
import { RefusalLine } from '../ui/notes.tsx';

/** The frame of a small form in a panel: fields, why it was refused, and two buttons. Escape gives up. */
export function Form(props: {
  readonly label: string;
  readonly submit: string;
  readonly disabled?: boolean;
  readonly pending: boolean;
  readonly error: Error | null;
  readonly onSubmit: () => void;
  readonly onCancel: () => void;
  readonly children: ReactNode;
}) {
  const { t } = useText();
  return (
    <form
      className="seam-form"
      aria-label={props.label}
      onSubmit={(event) => {
        event.preventDefault();
        props.onSubmit();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') props.onCancel();
      }}
    >
      {props.children}
      <RefusalLine error={props.error} />
      <div className="seam-form-buttons">
        <Button autoInsertSpace={false} onClick={props.onCancel}>
          {t('seam.cancel')}
        </Button>
        <Button
          type="primary"
          htmlType="submit"
          autoInsertSpace={false}
          disabled={props.disabled ?? false}
          loading={props.pending}
          data-testid="seam-submit"
        >
          {props.submit}
        </Button>
      </div>
    </form>
  );
}

/** A field with its name above it. */
export function Field({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is among the children.
    <label className="seam-field">
      <span>{label}</span>
      {children}
    </label>
  );
}

/** A part of the panel with its title and, where the reader may change it, a button to begin. */
export function Part(props: {
  readonly title: string;
  readonly action?: { readonly label: string; readonly onClick: () => void } | null;
  readonly children: ReactNode;
}) {
  return (
    <section className="seam-part">
      <header>
        <h2>{props.title}</h2>
        {props.action != null && (
          <button type="button" className="seam-small-button" onClick={props.action.onClick}>
            {props.action.label}
          </button>
        )}
      </header>
      {props.children}
    </section>
  );
}
