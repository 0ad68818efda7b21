import { Group, Paper } from '@mantine/core';
import { Outlet } from 'react-router';
import { LanguageSwitch } from './LanguageSwitch';
import { SchemeSwitch } from './SchemeSwitch';
import { Wordmark } from './Wordmark';
import classes from './Bare.module.css';

/** The frame of the pages before one is signed in: one card in the middle. */
export function Bare() {
  return (
    <div className={classes.frame}>
      <header className={classes.top}>
        <Wordmark />
        <Group gap="xs">
          <LanguageSwitch />
          <SchemeSwitch />
        </Group>
      </header>
      <main className={classes.middle}>
        <Paper withBorder className={classes.card}>
          <Outlet />
        </Paper>
      </main>
    </div>
  );
}
