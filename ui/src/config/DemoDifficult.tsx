import { Button, Group, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { FormattedMessage } from 'react-intl';
import { api } from '../api/client';
import { useNotice } from '../shell/notice';
import classes from './config.module.css';

/** A mail account of the demo that has to be mended first. */
export interface Difficult {
  kind: string;
  username: string;
  password: string;
  /** Whether an administrator can mend it. */
  administered: boolean;
}

/** Long names wrap on a phone. */
const NARROW = {
  size: 'xs',
  h: 'auto',
  mih: 30,
  py: 4,
  styles: { label: { whiteSpace: 'normal', overflowWrap: 'anywhere' } },
} as const;

interface Props {
  accounts: Difficult[];
  fill: (account: Difficult) => void;
}

/** In the demo, mail accounts that do not work at first, to see what one is told and to mend them. */
export function DemoDifficult({ accounts, fill }: Props) {
  if (accounts.length === 0) return null;
  return (
    <details className={classes.read}>
      <summary>
        <FormattedMessage id="ui.config.demo.difficult" />
      </summary>
      <Stack component="ul" gap="sm" mt="xs" p={0} style={{ listStyle: 'none' }}>
        {accounts.map((account) => (
          <li key={account.kind}>
            <Text size="sm" mb={4}>
              <FormattedMessage id={`ui.config.demo.difficult.${account.kind}`} />
            </Text>
            <Group gap="xs">
              <Button {...NARROW} variant="default" onClick={() => fill(account)}>
                <FormattedMessage id="ui.config.demo.difficult.fill" values={{ username: account.username }} />
              </Button>
              {account.administered && <Administrator of={account} />}
            </Group>
          </li>
        ))}
      </Stack>
    </details>
  );
}

function Administrator({ of: { username } }: { of: Difficult }) {
  const notice = useNotice();
  const allow = useMutation({
    mutationFn: (allowed: boolean) => api.put(`/v1/demo/mail-accounts/${encodeURIComponent(username)}`, { allowed }),
    onSuccess: (_, allowed) =>
      notice.done(`ui.config.demo.administrator.${allowed ? 'allowed' : 'forbidden'}`, { username }),
    onError: notice.failed,
  });
  return (
    <>
      <Button {...NARROW} variant="default" loading={allow.isPending} onClick={() => allow.mutate(true)}>
        <FormattedMessage id="ui.config.demo.administrator.allow" />
      </Button>
      <Button {...NARROW} variant="subtle" disabled={allow.isPending} onClick={() => allow.mutate(false)}>
        <FormattedMessage id="ui.config.demo.administrator.forbid" />
      </Button>
    </>
  );
}
