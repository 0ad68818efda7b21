import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { IntlProvider } from 'react-intl';
import { speak } from '../api/client';
import { firstLanguage, remember, texts, type Language } from './languages';

interface Speaking {
  language: Language;
  choose: (language: Language) => void;
}

const Context = createContext<Speaking | null>(null);

/** Every text below is in one language; choosing another keeps the page as it is and changes the words. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [wanted, setWanted] = useState(firstLanguage);
  const [loaded, setLoaded] = useState<{ language: Language; messages: Record<string, string> } | null>(null);
  useEffect(() => {
    let current = true;
    void texts(wanted).then((messages) => {
      if (!current) return;
      speak(wanted);
      document.documentElement.lang = wanted;
      setLoaded({ language: wanted, messages });
    });
    return () => {
      current = false;
    };
  }, [wanted]);
  const choose = useCallback((language: Language) => {
    remember(language);
    setWanted(language);
  }, []);
  const language = loaded?.language ?? wanted;
  const speaking = useMemo(() => ({ language, choose }), [language, choose]);
  if (!loaded) return null;
  return (
    <Context.Provider value={speaking}>
      <IntlProvider locale={loaded.language} messages={loaded.messages}>
        {children}
      </IntlProvider>
    </Context.Provider>
  );
}

export function useLanguage(): Speaking {
  const speaking = useContext(Context);
  if (!speaking) throw new Error('outside LanguageProvider');
  return speaking;
}
