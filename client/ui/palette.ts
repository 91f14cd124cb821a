export const themes = ['light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** Parties of a verdict have six hues and six hatches. */
export type PartyNumber = 1 | 2 | 3 | 4 | 5 | 6;

/**
 * The colour (or opacity) of a token in a theme, for canvas, map style and antd, which cannot read CSS variables.
 * `token('dark', 'party-1')` → '#b79bff'. Throws for a name that is none of ours.
 */
export function token(theme: Theme, name: string): string {
  const value = new Map(Object.entries(colors[theme])).get(name);
  if (value === undefined) throw new Error(`no colour is named ${name} in the ${theme} theme`);
  return value;
}

export const partyColor = (theme: Theme, party: number): string =>
  token(theme, `party-${partyNumber(party)}`);

/** A seventh party takes the first hue and hatch again: six is what readers can tell apart. */
export const partyNumber = (party: number): PartyNumber => (((((party - 1) % 6) + 6) % 6) + 1) as PartyNumber;

/** The colours as CSS variables, `--party-1` and so on, under `[data-theme]`. */
export const paletteCss = (): string =>
  themes
    .map((theme) => {
      const variables = Object.entries(colors[theme]).map(([name, value]) => `--${name}:${value};`);
      return `[data-theme="${theme}"]{color-scheme:${theme};${variables.join('')}}`;
    })
    .join('');

/** Light for the desk, dark for the wall and for the desk on request. */
const colors = {
  light: {
    ground: '#f3f5f7',
    surface: '#ffffff',
    'surface-2': '#f7f8fa',
    'surface-3': '#e9edf1',
    ink: '#17202e',
    'ink-2': '#46536a',
    'ink-3': '#5f6d82',
    line: '#dfe4ea',
    'line-2': '#c3ccd6',
    focus: '#17202e',
    // Kinds of whistle and states: mark, text, wash.
    enforcement: '#e39a12',
    'enforcement-text': '#8a5a00',
    'enforcement-wash': '#fdf3df',
    priority: '#2f74d8',
    'priority-text': '#1d5fc4',
    'priority-wash': '#e8f0fc',
    emergency: '#d92d20',
    'emergency-text': '#c4231c',
    'emergency-wash': '#fdebe9',
    overdue: '#e0603a',
    'overdue-text': '#b8431c',
    'overdue-wash': '#fdeee8',
    done: '#1a9a8c',
    'done-text': '#0b7a6f',
    'done-wash': '#e2f4f1',
    defect: '#b4136a',
    'defect-text': '#a30f5f',
    'defect-wash': '#fbe9f2',
    // Parties of a verdict, numbered by area code; always with their hatch.
    'party-1': '#7a4fc4',
    'party-2': '#7c8a00',
    'party-3': '#c2498c',
    'party-4': '#1f6b3a',
    'party-5': '#a98a58',
    'party-6': '#4d5b70',
    'party-fill': '0.26',
    // Quantity: one hue, lightness carries the number.
    q0: '#f0edf3',
    q1: '#dcd3e3',
    q2: '#bfaecd',
    q3: '#9c83b0',
    q4: '#745a8c',
    q5: '#4b3266',
    q6: '#2a1540',
    'map-void': '#e6eaee',
    'map-far': '#eef0f0',
    'map-land': '#f8f8f6',
    'map-block': '#f3f3f0',
    'map-yard': '#e9e8e4',
    'map-park': '#dfeada',
    'map-tree': '#cddfc6',
    'map-water': '#c9dde9',
    'map-building-0': '#e9e9e5',
    'map-building-1': '#e4e4e0',
    'map-building-2': '#dddedb',
    'map-building-3': '#d4d6d4',
    'map-building-ln': '#cbcdcb',
    'map-street-a': '#ffffff',
    'map-street-s': '#ffffff',
    'map-street-l': '#fbfbfa',
    'map-casing': '#d8dbdc',
    'map-rail': '#9aa3ad',
    'map-district': '#3a475b',
    'map-district-core': '#f8f8f6',
    'map-subdistrict': '#7c8899',
    'map-community': '#a9b3bf',
    'map-cell': '#c3cad3',
    'map-seam-hot': '#17202e',
    'map-label': '#3a4658',
    'map-label-2': '#5f6b80',
    'map-label-street': '#5f6b7c',
    'map-halo': '#ffffff',
  },
  dark: {
    ground: '#0b1220',
    surface: '#0f1829',
    'surface-2': '#131e31',
    'surface-3': '#1d2a41',
    ink: '#dbe4f0',
    'ink-2': '#a6b6cc',
    'ink-3': '#93a5be',
    line: '#1e2b42',
    'line-2': '#33435e',
    focus: '#dbe4f0',
    enforcement: '#f2b233',
    'enforcement-text': '#f2b233',
    'enforcement-wash': '#2a2417',
    priority: '#62a8ff',
    'priority-text': '#7ab6ff',
    'priority-wash': '#14243d',
    emergency: '#ff5a52',
    'emergency-text': '#ff857c',
    'emergency-wash': '#301a22',
    overdue: '#ff9b7d',
    'overdue-text': '#ff9b7d',
    'overdue-wash': '#2b1f23',
    done: '#3ecbb8',
    'done-text': '#3ecbb8',
    'done-wash': '#10292f',
    defect: '#ff6fb1',
    'defect-text': '#ff8fc3',
    'defect-wash': '#2c1626',
    'party-1': '#b79bff',
    'party-2': '#c9d84f',
    'party-3': '#ffb0d8',
    'party-4': '#5f9e6e',
    'party-5': '#e3cba8',
    'party-6': '#8292ab',
    'party-fill': '0.24',
    q0: '#141d31',
    q1: '#2a2a4c',
    q2: '#453a6b',
    q3: '#66508c',
    q4: '#8c6dae',
    q5: '#b795cf',
    q6: '#e4cdf0',
    'map-void': '#0b1220',
    'map-far': '#0e1727',
    'map-land': '#131e32',
    'map-block': '#101a2b',
    'map-yard': '#121d30',
    'map-park': '#14302f',
    'map-tree': '#1b3b3c',
    'map-water': '#1a3a58',
    'map-building-0': '#1a2740',
    'map-building-1': '#1d2c48',
    'map-building-2': '#21314f',
    'map-building-3': '#273959',
    'map-building-ln': '#34476a',
    'map-street-a': '#283853',
    'map-street-s': '#202e47',
    'map-street-l': '#1a2639',
    'map-casing': '#0c1422',
    'map-rail': '#3c4c68',
    'map-district': '#8fa3c2',
    'map-district-core': '#131e32',
    'map-subdistrict': '#374a69',
    'map-community': '#2a3954',
    'map-cell': '#223049',
    'map-seam-hot': '#ffffff',
    'map-label': '#c3d0e1',
    'map-label-2': '#a6b6cc',
    'map-label-street': '#bccadd',
    'map-halo': '#0b1220',
  },
} as const satisfies Record<Theme, Readonly<Record<string, string>>>;
