/** When something happened, as ticks along a span of time; all in milliseconds. */
export function TimeStrip(props: {
  readonly times: readonly string[];
  readonly from: number;
  readonly until: number;
  readonly label: string;
}) {
  const { from, until } = props;
  const width = 120;
  const x = (time: string) =>
    Math.min(width, Math.max(0, ((Date.parse(time) - from) / Math.max(1, until - from)) * width));
  return (
    <svg className="plan-strip" width={width} height="20" role="img" aria-label={props.label}>
      <line x1={0} x2={width} y1={18} y2={18} />
      <path d={props.times.map((time) => `M${x(time).toFixed(1)} 4V16`).join('')} />
    </svg>
  );
}
