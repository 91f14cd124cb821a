/** What long work is doing, and how far it is: 0 to 1. */
export function ProgressLine({ step, fraction }: { readonly step: string; readonly fraction: number }) {
  const percent = Math.round(fraction * 100);
  return (
    <div className="admin-progress">
      <div role="progressbar" aria-valuemin={0} aria-valuemax={100} aria-valuenow={percent} aria-label={step}>
        <span style={{ width: `${percent}%` }} />
      </div>
      <p aria-live="polite">
        <span>{step}</span>
        <span>{percent} %</span>
      </p>
    </div>
  );
}
