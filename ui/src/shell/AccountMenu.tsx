import { ActionIcon, Menu, Text } from '@mantine/core';
import { IconLogout, IconUserCircle } from '@tabler/icons-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link } from 'react-router';
import { useMe } from './me';
import { useSignOut } from './signOut';

/** Who is signed in, their profile, and the way out. */
export function AccountMenu() {
  const intl = useIntl();
  const me = useMe();
  const signOut = useSignOut();
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
        <Menu.Item leftSection={<IconLogout size={18} aria-hidden />} onClick={() => signOut.mutate(false)}>
          <FormattedMessage id="ui.shell.signOut" />
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
