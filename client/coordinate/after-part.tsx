import { Button } from 'antd';
import { useState } from 'react';
import type { Account, Whistle } from '../api.ts';
import { useText } from '../text/text.ts';
import { KeepCase } from '../ui/keep-case.tsx';
import { ScoreDialog } from '../ui/score-dialog.tsx';
import { caseTitle } from './naming.ts';

/** What may follow a closed case: its parties score each other, and it goes to the library. */
export function AfterPart({
  whistle,
  account,
}: {
  readonly whistle: Whistle;
  readonly account: Account | null;
}) {
  const { t, language, format } = useText();
  const [scoring, setScoring] = useState(false);
  const may = (permission: NonNullable<Account>['permissions'][number]) =>
    account?.permissions.includes(permission) ?? false;
  if (whistle.closedAt === null) return null;
  return (
    <div className="after">
      {may('assessment.score') && (
        <Button autoInsertSpace={false} data-testid="score-open" onClick={() => setScoring(true)}>
          {t('coordinate.case.score')}
        </Button>
      )}
      {may('library.keep') && (
        <KeepCase whistle={whistle.id} title={caseTitle(whistle, language, format.facts)} />
      )}
      {scoring && <ScoreDialog whistle={whistle.id} onClose={() => setScoring(false)} />}
    </div>
  );
}
