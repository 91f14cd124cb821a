import generatePicker from 'antd/es/date-picker/generatePicker';
import { calendar, dateOf, dayOf, momentOf, timeOf } from './calendar.ts';

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

/** A day and a time (2026-05-08T09:30) to be chosen or typed, in the language of the screen. */
export function TimePicker(props: {
  readonly label: string;
  /** Empty for none. */
  readonly time: string;
  readonly testId: string;
  readonly onTime: (time: string) => void;
}) {
  return (
    <Picker
      value={props.time === '' ? null : momentOf(props.time)}
      placeholder={props.label}
      prefix={props.time === '' ? null : props.label}
      format="YYYY-MM-DD HH:mm"
      showTime={{ format: 'HH:mm', minuteStep: 5 }}
      showNow={false}
      aria-label={props.label}
      data-testid={props.testId}
      onChange={(date: Date | null) => props.onTime(date === null ? '' : timeOf(date))}
    />
  );
}
