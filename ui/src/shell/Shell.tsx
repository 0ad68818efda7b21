import { AppShell, Box, Burger, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Suspense, useEffect } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link, Outlet, ScrollRestoration, useLocation } from 'react-router';
import { AccountMenu } from './AccountMenu';
import { Navigation } from './Navigation';
import { RowsLoading } from './RowsLoading';
import { SchemeSwitch } from './SchemeSwitch';
import { LanguageSwitch } from './LanguageSwitch';
import { TenantSwitcher } from './TenantSwitcher';
import { useMe } from './me';
import { Mark, Wordmark } from './Wordmark';
import classes from './Shell.module.css';

/** The frame around every page of a signed-in person. */
export function Shell() {
  const intl = useIntl();
  const me = useMe();
  const [opened, { toggle, close }] = useDisclosure();
  const { pathname } = useLocation();
  useEffect(close, [pathname, close]);
  return (
    <AppShell
      header={{ height: 64 }}
      navbar={{ width: 264, breakpoint: 'md', collapsed: { mobile: !opened } }}
      padding={0}
    >
      <ScrollRestoration />
      <a href="#content" className={classes.skip}>
        <FormattedMessage id="ui.shell.skip" />
      </a>
      <AppShell.Header className={classes.bar}>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap" gap="sm">
          <Group gap="sm" wrap="nowrap">
            <Burger
              opened={opened}
              onClick={toggle}
              hiddenFrom="md"
              size="sm"
              aria-label={intl.formatMessage({ id: opened ? 'ui.shell.menu.close' : 'ui.shell.menu.open' })}
              aria-expanded={opened}
              aria-controls="navigation"
            />
            <Link to="/" className={classes.home} aria-label={intl.formatMessage({ id: 'ui.shell.home' })}>
              <Box visibleFrom={me.kind === 'operator' ? 'sm' : undefined}>
                <Wordmark />
              </Box>
              {me.kind === 'operator' && (
                <Box hiddenFrom="sm">
                  <Mark />
                </Box>
              )}
            </Link>
          </Group>
          <Group gap="xs" wrap="nowrap">
            <TenantSwitcher />
            <Box visibleFrom="sm">
              <LanguageSwitch />
            </Box>
            <SchemeSwitch />
            <AccountMenu />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar
        className={classes.side}
        id="navigation"
        aria-label={intl.formatMessage({ id: 'ui.shell.navigation' })}
      >
        <Navigation />
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1} className={classes.main}>
        <div className={classes.page}>
          <Suspense fallback={<RowsLoading />}>
            <Outlet />
          </Suspense>
        </div>
      </AppShell.Main>
    </AppShell>
  );
}
