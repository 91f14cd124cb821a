import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useText } from '../text/text.ts';
import { Refusal } from '../ui/notes.tsx';
import type { Edition } from './contract.ts';
import { useDiscard } from './queries.ts';

/** Gives up a draft, or withdraws an edition that is still to come; asks before. */
export function DiscardButton({
  edition,
  onDiscarded,
}: {
  readonly edition: Edition;
  readonly onDiscarded: () => void;
}) {
  const { t } = useText();
  const [asking, setAsking] = useState(false);
  const discard = useDiscard(edition.id);
  const scheduled = edition.status === 'published';
  const number = { edition: edition.id };
  return (
    <>
      <Button autoInsertSpace={false} onClick={() => setAsking(true)} data-testid="discard">
        {t(scheduled ? 'admin.discard.scheduled' : 'admin.discard.draft', number)}
      </Button>
      <Modal
        open={asking}
        title={t(scheduled ? 'admin.discard.scheduledTitle' : 'admin.discard.title', number)}
        okText={t(scheduled ? 'admin.discard.scheduledOk' : 'admin.discard.ok')}
        cancelText={t('admin.cancel')}
        okButtonProps={{ danger: true, autoInsertSpace: false }}
        cancelButtonProps={{ autoInsertSpace: false }}
        confirmLoading={discard.isPending}
        onCancel={() => setAsking(false)}
        onOk={() =>
          discard.mutate(undefined, {
            onSuccess: () => {
              setAsking(false);
              onDiscarded();
            },
          })
        }
      >
        <p>{t(scheduled ? 'admin.discard.scheduledExplain' : 'admin.discard.explain')}</p>
        <Refusal error={discard.error} />
      </Modal>
    </>
  );
}
