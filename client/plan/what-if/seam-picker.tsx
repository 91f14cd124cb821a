import { Select } from 'antd';
import { useText } from '../../text/text.ts';
import { districtsOf, seamName } from '../seams/naming.ts';
import { useSeamCosts } from '../seams/queries.ts';
import type { PlanSearch } from '../url.ts';

/** Two neighbouring areas, by the line between them; those that cost most come first. */
export function SeamPicker(props: {
  readonly search: PlanSearch;
  readonly edition: number;
  readonly seam: string | null;
  readonly onPick: (key: string) => void;
}) {
  const { t, format, language } = useText();
  const { data, isFetching } = useSeamCosts(props.search, props.edition);
  return (
    <Select<string>
      className="what-if-picker"
      value={props.seam}
      placeholder={t('planWhatIf.pick')}
      aria-label={t('planWhatIf.pick')}
      data-testid="what-if-seam"
      loading={isFetching}
      showSearch={{ optionFilterProp: 'title' }}
      popupMatchSelectWidth={420}
      options={(data?.seams ?? []).map((seam) => ({
        value: seam.key,
        label: format.facts([
          seamName(seam, language),
          districtsOf(seam, language),
          format.length(seam.length),
          t('planSeam.incidents', { count: seam.incidents }),
        ]),
        title: `${seam.left.name} ${seam.right.name} ${seam.left.nameEn} ${seam.right.nameEn} ${seam.key}`,
      }))}
      onChange={props.onPick}
    />
  );
}
