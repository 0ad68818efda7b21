import { Alert, Button, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconFlask } from '@tabler/icons-react';
import { FormattedMessage } from 'react-intl';
import { api } from '../api/client';
import { useMe } from '../shell/me';
import { DemoDifficult, type Difficult } from './DemoDifficult';
import type { Values } from './relayForm';
import type { Encryption } from './relays';

interface Demo {
  mailServer?: { server: string; port: number; encryption: Encryption; username: string; password: string } | null;
  difficult?: Difficult[];
}

/** In the demo, a mail service to try: one press fills it in. */
export function DemoServer({ fill }: { fill: (values: Partial<Values>) => void }) {
  const me = useMe();
  const demo = useQuery({ queryKey: ['demo'], queryFn: () => api.get<Demo>('/v1/demo'), enabled: me.demo });
  const mail = demo.data?.mailServer;
  if (!mail) return null;
  const place = { server: mail.server, port: String(mail.port), encryption: mail.encryption };
  return (
    <Alert variant="light" color="gray" role="note" icon={<IconFlask aria-hidden />}>
      <Text size="sm" mb="xs">
        <FormattedMessage id="ui.config.demo" values={{ server: <b>{mail.server}</b> }} />
      </Text>
      <Button
        size="xs"
        variant="default"
        onClick={() => fill({ ...place, provider: 'smtp', username: mail.username, password: mail.password })}
      >
        <FormattedMessage id="ui.config.demo.fill" />
      </Button>
      <DemoDifficult
        accounts={demo.data?.difficult ?? []}
        fill={({ username, password }) => fill({ ...place, provider: 'microsoft365', username, password })}
      />
    </Alert>
  );
}
