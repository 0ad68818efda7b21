import { SegmentedControl } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import { useIntl } from 'react-intl';
import { api } from '../api/client';
import { useLanguage } from '../text/LanguageProvider';
import { known, type Language } from '../text/languages';
import { useMe } from './me';

const SHORT = [
  {
    value: 'pl',
    label: (
      <span lang="pl" title="Polski">
        PL
      </span>
    ),
  },
  {
    value: 'en',
    label: (
      <span lang="en" title="English">
        EN
      </span>
    ),
  },
];

/** Changes the language here, and for a signed-in person everywhere. */
export function useChooseLanguage(): (language: Language) => void {
  const me = useMe();
  const client = useQueryClient();
  const { choose } = useLanguage();
  return useCallback(
    (language) => {
      choose(language);
      if (!me.email) return;
      client.setQueryData(['me'], { ...me, locale: language });
      void api.patch('/v1/me', { locale: language }).catch(() => undefined);
    },
    [choose, client, me],
  );
}

/** Takes up the account's language once it is known; asks the server again in the new language. */
export function AccountLanguage() {
  const { locale } = useMe();
  const client = useQueryClient();
  const { language, choose } = useLanguage();
  useEffect(() => {
    const own = known(locale);
    if (own) choose(own);
  }, [locale, choose]);
  useEffect(
    () => void client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'me' }),
    [client, language],
  );
  return null;
}

export function LanguageSwitch() {
  const intl = useIntl();
  const { language } = useLanguage();
  const choose = useChooseLanguage();
  return (
    <SegmentedControl
      size="xs"
      aria-label={intl.formatMessage({ id: 'ui.shell.language' })}
      data={SHORT}
      value={language}
      onChange={(value) => choose(value as Language)}
    />
  );
}
