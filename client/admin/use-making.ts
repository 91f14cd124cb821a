import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { EditionDetail, Upload } from './contract.ts';
import { type Reading, useCheck, useUpload } from './queries.ts';
import { completeReading, useChoice } from './reading.ts';
import { type Making, stepStates, stepToShow } from './steps.ts';
import type { Navigation, Step, View } from './url.ts';

/** The edition that is being made: its file, how that is read, how far its check is, and which steps can be taken. */
export function useMaking(
  view: View,
  edition: EditionDetail | null,
  city: Reading['city'] | null,
  { go, change }: Navigation,
) {
  const queries = useQueryClient();
  const file = useUpload(view.upload);
  const upload = file.data ?? null;
  const [choice, setChoice] = useChoice(upload, city);
  const check = useCheck(view.upload);
  const reading = choice === null ? null : completeReading(choice);
  const checked = upload?.state === 'checked' ? upload.edition : null;

  // A finished check has made an edition: the address names it, so that it can be passed on without the file.
  useEffect(() => {
    if (checked === null || view.edition !== null) return;
    void queries.invalidateQueries({ queryKey: ['editions'] });
    change({ edition: checked }, true);
  }, [checked, view.edition, change, queries]);

  const started = upload !== null && upload.state !== 'uploaded';
  const making: Making = {
    file: upload !== null,
    crs: choice?.crsAgreed || started ? (choice?.reading.crs ?? null) : null,
    fieldsComplete: reading !== null,
    checking: started && edition === null,
    edition,
  };
  const step = stepToShow(view.step, making);
  return {
    upload,
    file,
    choice,
    setChoice,
    check,
    making,
    step,
    steps: stepStates(making),
    /** Takes up a file that has just been sent. */
    begin(sent: Upload) {
      queries.setQueryData(['upload', sent.upload], sent);
      go({ upload: sent.upload, step: 'crs' });
    },
    goTo: (next: Step) => change({ step: next, find: null, area: null }),
    /** Checks the file as it is to be read, and shows how far that is. */
    startCheck() {
      if (reading !== null)
        check.mutate(reading, { onSuccess: () => go({ upload: view.upload, step: 'check' }) });
    },
  } as const;
}
