import { createTheme, type MantineColorsTuple } from '@mantine/core';

const petrol: MantineColorsTuple = [
  '#eaf6f6',
  '#d5eaeb',
  '#a8d5d8',
  '#78bfc4',
  '#52adb3',
  '#3aa1a8',
  '#2a959c',
  '#16818a',
  '#0b6e75',
  '#045a61',
];

/** Greys with a little of the petrol in them, for the dark. */
const dark: MantineColorsTuple = [
  '#dfe8ea',
  '#c3cfd2',
  '#9fb0b4',
  '#788b91',
  '#44555a',
  '#35444a',
  '#1f2b2e',
  '#172123',
  '#121a1c',
  '#0e1517',
];

const FONT = "'Figtree Variable', system-ui, -apple-system, 'Segoe UI', sans-serif";

/** Fromline's own look: petrol on quiet greys, generous radii, one typeface. */
export const theme = createTheme({
  primaryColor: 'petrol',
  primaryShade: 8,
  colors: { petrol, dark },
  fontFamily: FONT,
  headings: {
    fontFamily: FONT,
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '1.75rem', lineHeight: '1.25' },
      h2: { fontSize: '1.3rem', lineHeight: '1.3' },
      h3: { fontSize: '1.1rem', lineHeight: '1.35' },
      h4: { fontSize: '1.05rem', lineHeight: '1.4' },
    },
  },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Paper: { defaultProps: { radius: 'lg' } },
    Badge: { defaultProps: { tt: 'none', fw: 600, miw: 'fit-content' } },
    Modal: {
      defaultProps: { radius: 'lg', centered: true },
      styles: { title: { fontWeight: 650, fontSize: '1.1rem' } },
    },
    NavLink: { defaultProps: { variant: 'light' } },
    // Large enough for a finger whatever stands beside them (WCAG 2.2, 2.5.8), with a label no larger than other text.
    Radio: { vars: () => ({ root: { '--radio-size': '1.5rem' } }) },
    Checkbox: { vars: () => ({ root: { '--checkbox-size': '1.5rem' } }) },
  },
});
