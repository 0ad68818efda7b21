/** The languages of the pages, each named in itself. */
export const LANGUAGES = [
  { value: 'en', label: 'English' },
  { value: 'pl', label: 'Polski' },
];

export type Language = 'en' | 'pl';

const STORED = 'fromline.language';

const TEXTS: Record<Language, () => Promise<{ default: Record<string, string> }>> = {
  en: () => import('virtual:catalogue/en'),
  pl: () => import('virtual:catalogue/pl'),
};

export async function texts(language: Language): Promise<Record<string, string>> {
  return (await TEXTS[language]()).default;
}

export function known(tag: string | null | undefined): Language | undefined {
  const short = tag?.slice(0, 2).toLowerCase();
  return short === 'en' || short === 'pl' ? short : undefined;
}

/** The link's language, else the one chosen here before, else the browser's. */
export function firstLanguage(): Language {
  const asked = known(new URLSearchParams(window.location.search).get('lang'));
  const wished = [asked, known(stored()), ...navigator.languages.map(known)];
  return wished.find((each) => each !== undefined) ?? 'en';
}

function stored(): string | null {
  try {
    return window.localStorage.getItem(STORED);
  } catch {
    return null;
  }
}

export function remember(language: Language) {
  try {
    window.localStorage.setItem(STORED, language);
  } catch {
    return;
  }
}
