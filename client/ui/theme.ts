import type { ThemeConfig } from 'antd';
import { theme as antd } from 'antd';
import { useSyncExternalStore } from 'react';
import { paletteCss, type Theme, token } from './palette.ts';

export type { Theme } from './palette.ts';

/** The theme in force, and a way to change it. Remembered in this browser. */
export function useTheme(): readonly [Theme, (theme: Theme) => void] {
  return [useSyncExternalStore(subscribe, currentTheme), setTheme];
}

export const currentTheme = (): Theme =>
  document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light';

/** Shows a theme without remembering it: a wall is dark whatever its browser was used for before. */
export function showTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  for (const listener of listeners) listener();
}

export function setTheme(theme: Theme): void {
  localStorage.setItem(storageKey, theme);
  showTheme(theme);
}

/** Gives the page the colours of both themes as CSS variables; once, before anything is drawn. */
export function installPalette(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(paletteCss());
  document.adoptedStyleSheets.push(sheet);
}

/** What this browser was last set to; light where nothing was said. */
export const rememberedTheme = (): Theme => (localStorage.getItem(storageKey) === 'dark' ? 'dark' : 'light');

/** antd in our tokens: same ink, lines, radii and type as the rest. */
export function antdTheme(theme: Theme): ThemeConfig {
  const value = (name: string) => token(theme, name);
  return {
    algorithm: theme === 'dark' ? antd.darkAlgorithm : antd.defaultAlgorithm,
    token: {
      colorPrimary: value('ink'),
      colorLink: value('priority-text'),
      colorInfo: value('priority'),
      colorSuccess: value('done'),
      colorWarning: value('enforcement'),
      colorError: value('emergency'),
      colorText: value('ink'),
      colorTextSecondary: value('ink-2'),
      colorTextTertiary: value('ink-3'),
      colorTextPlaceholder: value('ink-3'),
      colorBgLayout: value('ground'),
      colorBgBase: value('surface'),
      colorBgContainer: value('surface'),
      colorBgElevated: value('surface'),
      colorBorder: value('line-2'),
      colorBorderSecondary: value('line'),
      colorTextLightSolid: value('surface'),
      fontFamily: '"Noto Sans SC Variable", "Noto Sans SC", "Noto Sans CJK SC", sans-serif',
      fontSize: 14,
      borderRadius: 6,
      controlHeight: 32,
      motion: !matchMedia('(prefers-reduced-motion: reduce)').matches,
      motionDurationFast: '120ms',
      motionDurationMid: '240ms',
      boxShadow: '0 1px 2px rgb(23 32 46 / .10), 0 4px 16px rgb(23 32 46 / .10)',
      boxShadowSecondary: '0 1px 2px rgb(23 32 46 / .10), 0 4px 16px rgb(23 32 46 / .10)',
    },
    components: {
      // In the dark antd dims its first colour, and an open tab would be the faintest of all.
      Tabs: {
        itemColor: value('ink-2'),
        itemHoverColor: value('ink'),
        itemSelectedColor: value('ink'),
        inkBarColor: value('ink'),
      },
      // Its own tint of the ink is darker than the words on it: the hour and minute that are chosen.
      DatePicker: { controlItemBgActive: value('line') },
      // Nor would its dark show which of several is chosen.
      ...(theme === 'dark' && { Segmented: { itemSelectedBg: value('line-2') } }),
    },
  };
}

const storageKey = 'shaotu.theme';
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
