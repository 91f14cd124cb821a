import { useEffect, useId, useRef, useState } from 'react';
import type { Bounds } from '../../geodata/geometry.ts';
import { useText } from '../text/text.ts';
import { Icon } from './icons.tsx';
import { type Entry, matches } from './list.ts';
import { caseTitle } from './naming.ts';
import { useInitials } from './pinyin.ts';
import { useFound } from './queries.ts';

interface Hit {
  readonly key: string;
  readonly group: 'cases' | 'incidents' | 'areas' | 'lanes';
  readonly title: string;
  readonly second: string;
  readonly act: () => void;
}

/** Finds cases in the list, and areas and streets on the map, by name, address, code or pinyin initials. `/` brings one here. */
export function SearchBox(props: {
  readonly entries: readonly Entry[];
  readonly onEntry: (entry: Entry) => void;
  readonly onPlace: (bounds: Bounds) => void;
  readonly onIncident: (id: string) => void;
}) {
  const { t, language, format } = useText();
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const asked = useSettled(text.trim(), 200);
  const found = useFound(asked);
  const initials = useInitials(open);
  const input = useRef<HTMLInputElement>(null);
  const list = useId();
  useSlash(input);

  const query = text.trim();
  const cases: Hit[] =
    query === ''
      ? []
      : props.entries
          .filter((entry) => matches(entry, query, initials))
          .slice(0, 6)
          .map((entry) => {
            const subject = entry.type === 'whistle' ? entry.whistle : entry.incident;
            return {
              key: entry.id,
              group: 'cases',
              title: caseTitle(subject, language, format.facts),
              second: subject.number,
              act: () => props.onEntry(entry),
            };
          });
  const fly = (bounds: Bounds | undefined) => () => bounds !== undefined && props.onPlace(bounds);
  const areas: Hit[] = (query === '' ? [] : (found.data?.areas ?? [])).map((area) => ({
    key: area.code,
    group: 'areas',
    title: format.name(area),
    second: area.code,
    act: fly(area.bounds),
  }));
  const lanes: Hit[] = (query === '' ? [] : (found.data?.lanes ?? [])).map((lane) => ({
    key: `lane${lane.id}`,
    group: 'lanes',
    title: format.name(lane),
    second: '',
    act: fly(lane.bounds),
  }));
  const listed = new Set(
    props.entries.map((entry) => (entry.type === 'whistle' ? entry.whistle.incidentId : entry.incident.id)),
  );
  const incidents: Hit[] = (query === '' ? [] : (found.data?.incidents ?? []))
    .filter(({ id }) => !listed.has(id))
    .slice(0, 6)
    .map((one) => ({
      key: `incident${one.id}`,
      group: 'incidents',
      title: format.facts([
        format.name({ name: one.category, nameEn: one.categoryEn }),
        format.name({ name: one.place, nameEn: one.placeEn }),
      ]),
      second: one.number,
      act: () => props.onIncident(one.id),
    }));
  const hits = [...cases, ...incidents, ...areas, ...lanes];
  const choose = (hit: Hit | undefined) => {
    if (hit === undefined) return;
    hit.act();
    setOpen(false);
    input.current?.blur();
  };
  return (
    <div className="search">
      <Icon name="search" />
      <input
        ref={input}
        type="search"
        role="combobox"
        aria-expanded={open && query !== ''}
        aria-controls={list}
        aria-activedescendant={hits[at] === undefined ? undefined : `${list}-${at}`}
        aria-label={t('coordinate.search')}
        placeholder={t('coordinate.search')}
        value={text}
        data-testid="search"
        onFocus={() => setOpen(true)}
        onBlur={() => setTimeout(() => setOpen(false), 150)}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
          setOpen(true);
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
            event.preventDefault();
            const step = event.key === 'ArrowDown' ? 1 : -1;
            setAt((before) => Math.min(Math.max(0, before + step), Math.max(0, hits.length - 1)));
          } else if (event.key === 'Enter') choose(hits[at]);
          else if (event.key === 'Escape') input.current?.blur();
        }}
      />
      {text === '' && <kbd>/</kbd>}
      {open && query !== '' && (
        <div className="float search-hits" id={list} role="listbox">
          {hits.length === 0 && !found.isFetching && <p>{t('coordinate.searchNone', { query })}</p>}
          {hits.map((hit, index) => (
            <div key={hit.key}>
              {hits[index - 1]?.group !== hit.group && <h3>{t(`coordinate.searchGroup.${hit.group}`)}</h3>}
              <button
                type="button"
                id={`${list}-${index}`}
                role="option"
                aria-selected={index === at}
                tabIndex={-1}
                onMouseDown={(event) => event.preventDefault()}
                onMouseEnter={() => setAt(index)}
                onClick={() => choose(hit)}
              >
                <span>{hit.title}</span>
                <span>{hit.second}</span>
              </button>
            </div>
          ))}
        </div>
      )}
    </div>
  );
}

/** A value once it has not changed for a while. */
function useSettled(value: string, milliseconds: number): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return settled;
}

function useSlash(input: React.RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement | null;
      if (
        event.key !== '/' ||
        event.ctrlKey ||
        event.metaKey ||
        target?.closest('input, textarea, [contenteditable]')
      )
        return;
      event.preventDefault();
      input.current?.focus();
    };
    window.addEventListener('keydown', focus);
    return () => window.removeEventListener('keydown', focus);
  }, [input]);
}
