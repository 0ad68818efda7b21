import { Stack, Text, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconArrowRight } from '@tabler/icons-react';
import { FormattedMessage } from 'react-intl';
import { api } from '../api/client';
import classes from './signin.module.css';

interface DemoAccount {
  email: string;
  password: string;
  role: 'operator' | 'admin' | 'viewer';
  tenant?: string | null;
}

interface Props {
  busy: boolean;
  logIn: (account: { email: string; password: string }) => void;
}

/** The demo's people: one press signs in as one of them. */
export function DemoAccounts({ busy, logIn }: Props) {
  const demo = useQuery({
    queryKey: ['demo'],
    queryFn: () => api.get<{ accounts: DemoAccount[] }>('/v1/demo'),
  });
  if (!demo.data?.accounts.length) return null;
  return (
    <section className={classes.demo} aria-labelledby="demo-accounts">
      <Text fw={600} component="h2" id="demo-accounts" m={0} fz="md">
        <FormattedMessage id="ui.signin.demo.title" />
      </Text>
      <Text size="sm" c="dimmed" mb="sm">
        <FormattedMessage id="ui.signin.demo.text" />
      </Text>
      <Stack gap={6}>
        {demo.data.accounts.map((account) => (
          <UnstyledButton
            key={account.email}
            className={classes.account}
            disabled={busy}
            onClick={() => logIn({ email: account.email, password: account.password })}
          >
            <span>
              <Text span size="sm" fw={600} display="block">
                {account.tenant && `${account.tenant} · `}
                <FormattedMessage id={`ui.shell.role.${account.role}`} />
              </Text>
              <Text span size="sm" c="dimmed">
                {account.email}
              </Text>
            </span>
            <IconArrowRight size={18} aria-hidden />
          </UnstyledButton>
        ))}
      </Stack>
    </section>
  );
}
