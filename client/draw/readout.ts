import './draw.css';

/** The dark plate beside the pointer with the measures of what is being drawn. Written without React: it follows every move. */
export function createReadout(container: HTMLElement) {
  const plate = document.createElement('div');
  plate.className = 'draw-readout';
  plate.hidden = true;
  plate.setAttribute('aria-hidden', 'true');
  container.append(plate);
  let shown = '';
  return {
    /** `lines`: the first one in full strength. `x`, `y` in pixels of the container. */
    show(x: number, y: number, lines: readonly string[]) {
      plate.hidden = lines.length === 0;
      const text = lines.join('\n');
      if (text !== shown) {
        shown = text;
        plate.replaceChildren(
          ...lines.map((line) => {
            const row = document.createElement('div');
            row.textContent = line;
            return row;
          }),
        );
      }
      const left = x + 28 + plate.offsetWidth > container.clientWidth ? x - 20 - plate.offsetWidth : x + 28;
      const top = y + 16 + plate.offsetHeight > container.clientHeight ? y - 12 - plate.offsetHeight : y + 16;
      plate.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
    },
    hide() {
      plate.hidden = true;
    },
    remove() {
      plate.remove();
    },
  };
}
