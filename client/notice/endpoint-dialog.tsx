import { Alert, Button, Checkbox, Input, Modal, Select, Typography } from 'antd';
import { useState } from 'react';
import type { EndpointView } from '../api.ts';
import { useText } from '../text/text.ts';
import { RefusalLine } from '../ui/notes.tsx';
import { usePutEndpoint } from './queries.ts';

/** Sets an endpoint up, or changes one. `onSecret` is given the key of a new one, which is never shown again. */
export function EndpointDialog(props: {
  readonly endpoint: EndpointView | null;
  readonly steps: readonly string[];
  readonly onClose: () => void;
  readonly onSecret: (secret: string) => void;
}) {
  const { t } = useText();
  const { endpoint, onClose, onSecret } = props;
  const put = usePutEndpoint(endpoint?.id ?? null);
  const [name, setName] = useState(endpoint?.name ?? '');
  const [url, setUrl] = useState(endpoint?.url ?? '');
  const [steps, setSteps] = useState<readonly string[]>(endpoint?.steps ?? []);
  const [active, setActive] = useState(endpoint?.active ?? true);
  const save = () =>
    put.mutate(
      { name, url, steps, active },
      {
        onSuccess: ({ secret }) => {
          if (secret !== undefined) onSecret(secret);
          onClose();
        },
      },
    );
  return (
    <Modal
      open
      title={t(endpoint === null ? 'notice.desk.add' : 'notice.desk.change')}
      okText={t('notice.desk.save')}
      cancelText={t('notice.desk.cancel')}
      okButtonProps={{ disabled: name.trim() === '' || url.trim() === '', autoInsertSpace: false }}
      cancelButtonProps={{ autoInsertSpace: false }}
      confirmLoading={put.isPending}
      onOk={save}
      onCancel={onClose}
    >
      <div className="notice-form">
        <label htmlFor="endpoint-name">{t('notice.desk.name')}</label>
        <Input
          id="endpoint-name"
          value={name}
          maxLength={100}
          onChange={(event) => setName(event.target.value)}
        />
        <label htmlFor="endpoint-url">{t('notice.desk.url')}</label>
        <Input
          id="endpoint-url"
          value={url}
          maxLength={2000}
          placeholder="http://10.0.0.8:8080/whistles"
          onChange={(event) => setUrl(event.target.value)}
        />
        <label htmlFor="endpoint-steps">{t('notice.desk.steps')}</label>
        <Select
          id="endpoint-steps"
          mode="multiple"
          value={[...steps]}
          placeholder={t('notice.desk.allSteps')}
          options={props.steps.map((value) => ({
            value,
            label: t(`notice.step.${value}`, { defaultValue: value }),
          }))}
          onChange={setSteps}
        />
        <Checkbox checked={active} onChange={(event) => setActive(event.target.checked)}>
          {t('notice.desk.active')}
        </Checkbox>
        <p>{t('notice.desk.explain')}</p>
        <RefusalLine error={put.error} />
      </div>
    </Modal>
  );
}

/** A key, this once. */
export function SecretDialog({ secret, onClose }: { readonly secret: string; readonly onClose: () => void }) {
  const { t } = useText();
  return (
    <Modal
      open
      title={t('notice.desk.secret')}
      onCancel={onClose}
      footer={
        <Button type="primary" autoInsertSpace={false} onClick={onClose}>
          {t('notice.desk.secretDone')}
        </Button>
      }
    >
      <div className="notice-form">
        <Alert type="warning" showIcon={false} title={t('notice.desk.secretOnce')} />
        <Typography.Text code copyable data-testid="secret">
          {secret}
        </Typography.Text>
      </div>
    </Modal>
  );
}
