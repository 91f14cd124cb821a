import { Select } from 'antd';
import { useText } from '../../text/text.ts';
import { HeatTab } from '../heat-tab.tsx';
import type { TabProps } from '../tabs.ts';
import { HotSpots } from './hot-spots.tsx';
import './hot-spots.css';

/** The heat of areas: how many there are, or where more come together than by chance. */
export function HeatOrHotSpots(props: TabProps) {
  const { t } = useText();
  const { search, change } = props;
  return (
    <div className="plan-shown">
      {search.show === 'gi' ? <HotSpots {...props} /> : <HeatTab {...props} />}
      <div className="map-float plan-show">
        <Select<string>
          prefix={t('planHotSpots.show')}
          value={search.show ?? 'heat'}
          aria-label={t('planHotSpots.show')}
          data-testid="plan-show"
          popupMatchSelectWidth={false}
          options={(['heat', 'gi'] as const).map((value) => ({
            value,
            label: t(`planHotSpots.shows.${value}`),
          }))}
          onChange={(value) => change({ show: value === 'gi' ? 'gi' : undefined })}
        />
      </div>
    </div>
  );
}
