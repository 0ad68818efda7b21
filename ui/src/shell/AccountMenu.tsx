import { ActionIcon, Menu, Text } from '@mantine/core';
import { IconLanguage, IconLogout, IconUserCircle } from '@tabler/icons-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link } from 'react-router';
import { useLanguage } from '../text/LanguageProvider';
import { LANGUAGES, type Language } from '../text/languages';
import { useChooseLanguage } from './LanguageSwitch';
import { useMe } from './me';
import { useSignOut } from './signOut';

/** Who is signed in, their profile, and the way out. */
export function AccountMenu() {
  const intl = useIntl();
  const me = useMe();
  const signOut = useSignOut();
  const { language } = useLanguage();
  const choose = useChooseLanguage();
  return (
    <Menu position="bottom-end" width={260} withArrow>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={intl.formatMessage({ id: 'ui.shell.account' })}>
          <IconUserCircle size={22} stroke={1.7} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {me.email && (
          <Menu.Label>
            <Text size="sm" fw={600} c="bright" style={{ overflowWrap: 'anywhere' }}>
              {me.email}
            </Text>
            {me.role && <FormattedMessage id={`ui.shell.role.${me.role}`} />}
          </Menu.Label>
        )}
        {me.email && (
          <Menu.Item component={Link} to="/profile" leftSection={<IconUserCircle size={18} aria-hidden />}>
            <FormattedMessage id="ui.shell.profile" />
          </Menu.Item>
        )}
        {LANGUAGES.filter(({ value }) => value !== language).map(({ value, label }) => (
          <Menu.Item
            key={value}
            lang={value}
            hiddenFrom="sm"
            leftSection={<IconLanguage size={18} aria-hidden />}
            onClick={() => choose(value as Language)}
          >
            {label}
          </Menu.Item>
        ))}
        <Menu.Item leftSection={<IconLogout size={18} aria-hidden />} onClick={() => signOut.mutate(false)}>
          <FormattedMessage id="ui.shell.signOut" />
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
