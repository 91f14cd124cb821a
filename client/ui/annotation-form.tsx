import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useText } from '../text/text.ts';
import { RefusalLine } from './notes.tsx';
import './annotation-form.css';

/** What people say of a kept case. */
export interface Annotation {
  readonly title: string;
  readonly lesson: string;
  readonly tags: readonly string[];
}

/** Title, lesson and tags of a case. Escape gives up. */
export function AnnotationForm(props: {
  readonly start: Annotation;
  readonly pending: boolean;
  readonly error: Error | null;
  readonly onSubmit: (annotation: Annotation) => void;
  readonly onCancel: () => void;
}) {
  const { t } = useText();
  const [title, setTitle] = useState(props.start.title);
  const [lesson, setLesson] = useState(props.start.lesson);
  const [tags, setTags] = useState<readonly string[]>(props.start.tags);
  return (
    <form
      className="case-form"
      onSubmit={(event) => {
        event.preventDefault();
        props.onSubmit({ title, lesson, tags });
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') props.onCancel();
      }}
    >
      <label htmlFor="case-title">{t('library.caseTitle')}</label>
      <Input
        id="case-title"
        value={title}
        maxLength={120}
        onChange={(event) => setTitle(event.target.value)}
      />
      <label htmlFor="case-lesson">{t('library.lesson')}</label>
      <Input.TextArea
        id="case-lesson"
        value={lesson}
        maxLength={5000}
        autoSize={{ minRows: 3, maxRows: 10 }}
        onChange={(event) => setLesson(event.target.value)}
      />
      <label htmlFor="case-tags">{t('library.tags')}</label>
      <Select id="case-tags" mode="tags" maxCount={12} value={[...tags]} open={false} onChange={setTags} />
      <p>{t('library.noNames')}</p>
      <RefusalLine error={props.error} />
      <div className="case-buttons">
        <Button autoInsertSpace={false} onClick={props.onCancel}>
          {t('library.cancel')}
        </Button>
        <Button
          type="primary"
          htmlType="submit"
          autoInsertSpace={false}
          disabled={title.trim().length < 2}
          loading={props.pending}
        >
          {t('library.save')}
        </Button>
      </div>
    </form>
  );
}
