import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { retry } from '../edition.ts';
import { request } from '../rest.ts';
import { useText } from '../text/text.ts';
import { type Annotation, AnnotationForm } from './annotation-form.tsx';

interface Kept {
  readonly id: string | null;
}

/**
 * Keeps a closed whistle in the case library, or leads to the case it was kept as. `whistle` is its number, `title` what
 * the case is called until somebody says better.
 */
export function KeepCase({ whistle, title }: { readonly whistle: string; readonly title: string }) {
  const { t } = useText();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const key = ['library-of', whistle];
  const kept = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => request<Kept>(`/api/library/of/${whistle}`, { signal }),
    retry,
  });
  const keep = useMutation({
    mutationFn: (annotation: Annotation) =>
      request<Kept>('/api/library', { method: 'POST', body: { whistle, ...annotation } }),
    onSuccess: (made) => {
      queries.setQueryData(key, made);
      void queries.invalidateQueries({ queryKey: ['library'] });
      setOpen(false);
    },
  });
  if (kept.data === undefined) return null;
  const { id } = kept.data;
  if (id !== null)
    return (
      <Link to="/library/$id" params={{ id }}>
        {t('library.kept')}
      </Link>
    );
  return (
    <>
      <Button autoInsertSpace={false} data-testid="keep-case" onClick={() => setOpen(true)}>
        {t('library.keep')}
      </Button>
      <Modal
        open={open}
        title={t('library.keep')}
        footer={null}
        destroyOnHidden
        onCancel={() => setOpen(false)}
      >
        <AnnotationForm
          start={{ title, lesson: '', tags: [] }}
          pending={keep.isPending}
          error={keep.error}
          onSubmit={(annotation) => keep.mutate(annotation)}
          onCancel={() => setOpen(false)}
        />
      </Modal>
    </>
  );
}
