import { useMutation } from '@tanstack/react-query';
import { Dropdown, Modal } from 'antd';
import type { Heat } from '../../api.ts';
import { useText } from '../../text/text.ts';
import { Refusal } from '../../ui/notes.tsx';
import { type PlanSearch, queryOf } from '../url.ts';
import './export.css';
import { type MadeFile, usePicture, useReport } from './use-files.ts';

/** Takes what the desk shows away: as a table, as shapes, as a picture of the map, or as a report to be printed. */
export function ExportMenu({ search, heat }: { readonly search: PlanSearch; readonly heat: Heat }) {
  const { t, language } = useText();
  const picture = usePicture(search, heat);
  const report = useReport(search, heat);
  const making = useMutation({ mutationFn: (make: () => Promise<MadeFile>) => make(), onSuccess: keep });
  const query = queryOf(search);
  query.set('lang', language);
  return (
    <>
      <Dropdown
        trigger={['click']}
        disabled={making.isPending}
        menu={{
          items: [
            { key: 'csv', label: <a href={`/api/plan/heat.csv?${query}`}>{t('plan.export.csv')}</a> },
            {
              key: 'geojson',
              label: <a href={`/api/plan/heat.geojson?${query}`}>{t('plan.export.geojson')}</a>,
            },
            { key: 'png', label: t('plan.export.png'), onClick: () => making.mutate(picture) },
            { key: 'pdf', label: t('plan.export.pdf'), onClick: () => making.mutate(report) },
          ],
        }}
      >
        <button
          type="button"
          className="plan-export"
          data-testid="plan-export"
          aria-busy={making.isPending}
          disabled={making.isPending}
        >
          {t(making.isPending ? 'plan.export.making' : 'plan.export.button')}
        </button>
      </Dropdown>
      <Modal
        open={making.error !== null}
        title={t('plan.export.failed')}
        footer={null}
        onCancel={() => making.reset()}
      >
        <Refusal error={making.error} />
      </Modal>
    </>
  );
}

/** Hands a file to the browser, which keeps it where it keeps its downloads. */
function keep({ content, name }: MadeFile): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads it after this call has ended.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
