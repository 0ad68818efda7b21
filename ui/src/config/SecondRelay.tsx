import { Button, Group, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage } from 'react-intl';
import { Link } from 'react-router';
import { api } from '../api/client';
import { Confirm } from '../shell/Confirm';
import { useNotice } from '../shell/notice';
import { usePath } from '../shell/paths';
import { Section } from '../shell/Section';
import type { Configuration } from './configuration';
import { DiscardDraft } from './DiscardDraft';
import type { Relay } from './relays';

/** The mail service that stands by, or the way to one. */
export function SecondRelay({ configuration }: { configuration: Configuration }) {
  const path = usePath();
  const { standby, drafts } = configuration;
  const draft = standby ? undefined : drafts[0];
  const label = standby ? 'edit' : draft ? 'continue' : 'start';
  return (
    <Section title="ui.detour.second.title">
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {standby ? (
          <FormattedMessage
            id="ui.detour.second.ready"
            values={{ server: standby.server, sender: standby.sender?.address ?? '' }}
          />
        ) : (
          <FormattedMessage id="ui.detour.second.none" />
        )}
      </Text>
      {standby?.held && (
        <Text size="sm">
          <FormattedMessage id="ui.detour.second.held" values={{ cause: standby.held.cause.text }} />
        </Text>
      )}
      <Group gap="sm">
        <Button component={Link} to={path('settings/integrations/email/second')} variant="default">
          <FormattedMessage id={`ui.detour.second.${label}`} />
        </Button>
        {draft && <DiscardDraft draft={draft} />}
        {standby && <StandDown standby={standby} />}
      </Group>
    </Section>
  );
}

function StandDown({ standby }: { standby: Relay }) {
  const notice = useNotice();
  const client = useQueryClient();
  const [asked, setAsked] = useState(false);
  const end = useMutation({
    mutationFn: () => api.delete(`/v1/relays/${standby.id}/standby`),
    onSuccess: async () => {
      await client.invalidateQueries();
      notice.done('ui.detour.second.ended');
    },
    onError: notice.failed,
    onSettled: () => setAsked(false),
  });
  return (
    <>
      <Button variant="subtle" onClick={() => setAsked(true)}>
        <FormattedMessage id="ui.detour.second.end" />
      </Button>
      <Confirm
        opened={asked}
        close={() => setAsked(false)}
        title="ui.detour.second.end"
        text="ui.detour.second.end.text"
        action="ui.detour.second.end"
        busy={end.isPending}
        confirm={() => end.mutate()}
      />
    </>
  );
}
