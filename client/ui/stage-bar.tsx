import type { Stage } from '../api.ts';
import { useText } from '../text/text.ts';
import { caseSteps, stepInHand } from './stage.ts';
import './stage-bar.css';

/** The eight steps of a case; those done in teal, the one in hand in ink. */
export function StageBar({ stage }: { readonly stage: Stage }) {
  const { t } = useText();
  const inHand = stepInHand(stage);
  return (
    <ol className="stage-bar" aria-label={t('stages')}>
      {caseSteps.map((step, index) => (
        <li
          key={step}
          className={index < inHand ? 'stage-done' : index === inHand ? 'stage-now' : 'stage-to-come'}
          aria-current={index === inHand ? 'step' : undefined}
        >
          {t(`step.${step}`)}
        </li>
      ))}
    </ol>
  );
}
