import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Radio } from 'antd';
import { useState } from 'react';
import type { NoticeSettings as Settings } from '../api.ts';
import { retry } from '../edition.ts';
import { request } from '../rest.ts';
import { useText } from '../text/text.ts';
import { ErrorNote, RefusalLine, Rows } from './notes.tsx';

const path = '/api/notices/settings';

/** How the reader wants to be told beside in the app: language, and an address for mail. */
export function NoticeSettings({ onDone }: { readonly onDone: () => void }) {
  const settings = useQuery({
    queryKey: ['notice-settings'],
    queryFn: ({ signal }) => request<Settings>(path, { signal }),
    retry,
  });
  if (settings.error !== null && settings.data === undefined) return <ErrorNote error={settings.error} />;
  if (settings.data === undefined) return <Rows count={2} />;
  return <Form known={settings.data} onDone={onDone} />;
}

function Form({ known, onDone }: { readonly known: Settings; readonly onDone: () => void }) {
  const { t } = useText();
  const queries = useQueryClient();
  const [language, setLanguage] = useState(known.language);
  const [email, setEmail] = useState(known.email ?? '');
  const save = useMutation({
    mutationFn: () =>
      request<Settings>(path, { method: 'PUT', body: { language, email: email.trim() || null } }),
    onSuccess: (saved) => {
      queries.setQueryData(['notice-settings'], saved);
      onDone();
    },
  });
  return (
    <form
      className="notices-settings"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <label htmlFor="notice-email">{t('notice.settings.email')}</label>
      <Input
        id="notice-email"
        type="email"
        value={email}
        disabled={!known.mail}
        placeholder={t(known.mail ? 'notice.settings.noMail' : 'notice.settings.mailOff')}
        onChange={(event) => setEmail(event.target.value)}
      />
      <Radio.Group
        value={language}
        aria-label={t('notice.settings.language')}
        options={[
          { value: 'zh', label: t('notice.settings.zh') },
          { value: 'en', label: t('notice.settings.en') },
        ]}
        onChange={(event) => setLanguage(event.target.value)}
      />
      <RefusalLine error={save.error} />
      <Button htmlType="submit" size="small" autoInsertSpace={false} loading={save.isPending}>
        {t('notice.settings.save')}
      </Button>
    </form>
  );
}
