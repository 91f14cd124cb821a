import { Button, Drawer, Input, Modal } from 'antd';
import { useState } from 'react';
import type { TaskForceList } from '../api.ts';
import { useText } from '../text/text.ts';
import { RefusalLine } from '../ui/notes.tsx';
import type { TabProps } from './duties.tsx';
import { useTaskForceChange, useTaskForces } from './queries.ts';
import { Loaded, TabLayout } from './tab-parts.tsx';
import { TaskForceForm } from './task-force-form.tsx';

type TaskForce = TaskForceList['taskForces'][number];

/** Temporary headquarters: who commands, who belongs to it, where and until when. */
export function TaskForceTab({ may }: TabProps) {
  const { t } = useText();
  const forces = useTaskForces();
  const [forming, setForming] = useState(false);
  const [ending, setEnding] = useState<TaskForce | null>(null);
  return (
    <TabLayout
      intro={t('duty.intro.forces')}
      actions={
        may('taskForce.lead') && (
          <Button type="primary" data-testid="form-force" onClick={() => setForming(true)}>
            {t('duty.force.form')}
          </Button>
        )
      }
    >
      <Loaded query={forces}>
        {({ taskForces }) =>
          taskForces.length === 0 ? (
            <p className="duty-empty">{t('duty.force.none')}</p>
          ) : (
            <ul className="duty-forces">
              {taskForces.map((force) => (
                <li key={force.id} data-testid={`force-${force.id}`}>
                  <ForceCard force={force} onEnd={() => setEnding(force)} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      <Drawer
        open={forming}
        size={640}
        destroyOnHidden
        title={t('duty.force.form')}
        onClose={() => setForming(false)}
      >
        <TaskForceForm onDone={() => setForming(false)} />
      </Drawer>
      {ending !== null && <EndForce force={ending} onDone={() => setEnding(null)} />}
    </TabLayout>
  );
}

function ForceCard({ force, onEnd }: { readonly force: TaskForce; readonly onEnd: () => void }) {
  const { t, language, format } = useText();
  return (
    <article className="duty-force">
      <header>
        <h2>{format.name(force)}</h2>
        <span className={`duty-state duty-state-${force.state}`}>{t(`duty.force.${force.state}`)}</span>
        {force.mayLead && force.state !== 'over' && (
          <Button size="small" className="duty-end" onClick={onEnd}>
            {t('duty.force.end')}
          </Button>
        )}
      </header>
      <p>
        {format.facts([
          format.name(force.area),
          t('duty.force.commander', { who: force.commander }),
          t('duty.force.members', { count: force.members.length }),
          force.whistles > 0 && t('duty.force.whistles', { count: force.whistles }),
          `${format.dateTime(force.startsAt)} – ${force.endsAt === null ? t('duty.force.open') : format.dateTime(force.endsAt)}`,
        ])}
      </p>
      {force.ended !== null && (
        <p className="duty-quiet">{t('duty.force.ended', { reason: force.ended.reason })}</p>
      )}
      <ul className="duty-members">
        {force.members.map((member) => (
          <li key={member.bodyCode}>
            <span className={`duty-role duty-role-${member.role}`}>{t(`role.${member.role}`)}</span>
            <strong>{format.name({ name: member.bodyName, nameEn: member.bodyNameEn })}</strong>
            <span>{language === 'zh' ? member.duty : member.dutyEn || member.duty}</span>
          </li>
        ))}
      </ul>
    </article>
  );
}

function EndForce({ force, onDone }: { readonly force: TaskForce; readonly onDone: () => void }) {
  const { t, format } = useText();
  const end = useTaskForceChange();
  const [reason, setReason] = useState('');
  return (
    <Modal
      open
      title={t('duty.force.endOf', { name: format.name(force) })}
      okText={t('duty.force.end')}
      cancelText={t('duty.cancel')}
      okButtonProps={{ disabled: reason.trim() === '', loading: end.isPending }}
      onCancel={onDone}
      onOk={() => end.mutate({ path: `/${force.id}/end`, body: { reason } }, { onSuccess: onDone })}
    >
      <Input
        value={reason}
        maxLength={500}
        placeholder={t('duty.force.reason')}
        aria-label={t('duty.force.reason')}
        onChange={({ target }) => setReason(target.value)}
      />
      <RefusalLine error={end.error} />
    </Modal>
  );
}
