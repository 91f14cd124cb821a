import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useText } from '../text/text.ts';

/** Something shown once: a temporary password, a new key. Only its button closes it. */
export function Secret(props: {
  readonly title: string;
  readonly explain: string;
  readonly secret: string;
  readonly onClose: () => void;
}) {
  const { t } = useText();
  const [copied, setCopied] = useState(false);
  // Without https a page has no clipboard: the text can be marked and copied by hand.
  const copy = navigator.clipboard as Clipboard | undefined;
  return (
    <Modal
      open
      title={props.title}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      footer={
        <Button type="primary" onClick={props.onClose} data-testid="secret-noted">
          {t('access.given.done')}
        </Button>
      }
    >
      <p>{props.explain}</p>
      <div className="access-secret">
        <code data-testid="secret">{props.secret}</code>
        {copy !== undefined && (
          <Button
            size="small"
            onClick={() =>
              void copy.writeText(props.secret).then(
                () => setCopied(true),
                () => setCopied(false),
              )
            }
          >
            {t(copied ? 'access.given.copied' : 'access.given.copy')}
          </Button>
        )}
      </div>
    </Modal>
  );
}
