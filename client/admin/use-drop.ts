import { type DragEvent, useState } from 'react';

/** Takes a file that is dropped anywhere on an element; `over` while one hangs above it. */
export function useDrop(onFile: ((file: File) => void) | null) {
  const [over, setOver] = useState(false);
  const holdsFile = (event: DragEvent) => onFile !== null && event.dataTransfer.types.includes('Files');
  return {
    over,
    handlers: {
      onDragOver(event: DragEvent) {
        if (!holdsFile(event)) return;
        event.preventDefault();
        setOver(true);
      },
      onDragLeave(event: DragEvent) {
        // Passing from one child to the next leaves the one and stays within the whole.
        if (!(event.currentTarget as Element).contains(event.relatedTarget as Node | null)) setOver(false);
      },
      onDrop(event: DragEvent) {
        if (!holdsFile(event)) return;
        event.preventDefault();
        setOver(false);
        const [file] = event.dataTransfer.files;
        if (file !== undefined) onFile?.(file);
      },
    },
  } as const;
}
