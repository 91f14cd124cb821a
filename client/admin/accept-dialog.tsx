import { Modal } from 'antd';
import { useText } from '../text/text.ts';
import { Refusal } from '../ui/notes.tsx';
import type { Finding } from './contract.ts';
import { useAccept } from './queries.ts';

/** Asks before a kind of error is accepted, and says what that means for every verdict after. */
export function AcceptDialog(props: {
  readonly edition: number;
  readonly finding: Finding;
  readonly onClose: () => void;
}) {
  const { t, format } = useText();
  const { finding, onClose } = props;
  const accept = useAccept(props.edition);
  const kind = t(`admin.kind.${finding.kind}.title`);
  return (
    <Modal
      open
      title={t('admin.accept.title', { count: finding.count, kind })}
      okText={t('admin.accept.ok', { count: finding.count, kind })}
      cancelText={t('admin.cancel')}
      confirmLoading={accept.isPending}
      okButtonProps={{ className: 'accept-ok', autoInsertSpace: false }}
      cancelButtonProps={{ autoInsertSpace: false }}
      onCancel={onClose}
      onOk={() => accept.mutate([finding.kind], { onSuccess: onClose })}
    >
      <div className="accept-words">
        <p>{t(`admin.kind.${finding.kind}.accepting`)}</p>
        {finding.area !== null && finding.area > 0 && (
          <p>{t('admin.accept.concerned', { area: format.area(finding.area) })}</p>
        )}
        <p>{t('admin.accept.recorded')}</p>
        <Refusal error={accept.error} />
      </div>
    </Modal>
  );
}
