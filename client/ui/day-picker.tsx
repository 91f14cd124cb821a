import generatePicker from 'antd/es/date-picker/generatePicker';
import { calendar, dateOf, dayOf } from './calendar.ts';

const Picker = generatePicker<Date>(calendar);

/** A day (2026-05-08) to be chosen or typed, in the language of the screen. */
export function DayPicker(props: {
  readonly id?: string;
  readonly label: string;
  readonly day: string | null;
  /** Shown where no day is chosen. */
  readonly placeholder?: string;
  readonly from?: string;
  readonly disabled?: boolean;
  readonly testId: string;
  readonly onDay: (day: string) => void;
  /** Where no day may be chosen again. */
  readonly onClear?: () => void;
}) {
  const { id, day, from } = props;
  return (
    <Picker
      {...(id === undefined ? {} : { id })}
      {...(from === undefined ? {} : { minDate: dateOf(from) })}
      value={day === null ? null : dateOf(day)}
      placeholder={props.placeholder ?? ''}
      format="YYYY-MM-DD"
      allowClear={props.onClear !== undefined}
      showNow={false}
      disabled={props.disabled ?? false}
      aria-label={props.label}
      data-testid={props.testId}
      onChange={(date: Date | null) => {
        if (date !== null) props.onDay(dayOf(date));
        else props.onClear?.();
      }}
    />
  );
}
