import { Button, Group, NativeSelect, Radio, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { api } from '../api/client';
import { FormFailure } from '../shell/FormFailure';
import { useNotice } from '../shell/notice';
import { Section } from '../shell/Section';
import type { Configuration } from './configuration';
import { DetourPreview } from './DetourPreview';
import { CLASSES, otherWay, WAYS, type Detours, type Way } from './detours';
import type { Relay } from './relays';

/** What mail does when the limit is reached, and when the mail service fails; with what recipients see then. */
export function DetourChoice({ configuration, relay }: { configuration: Configuration; relay: Relay }) {
  const [choice, setChoice] = useState<Detours>(relay.detours);
  const save = useSave(relay.id);
  const unchanged = JSON.stringify(choice) === JSON.stringify(relay.detours);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(choice);
      }}
    >
      <Stack gap="lg">
        <Section title="ui.detour.overflow">
          <Overflow
            configuration={configuration}
            value={choice.overflow}
            change={(overflow) => setChoice((before) => ({ ...before, overflow }))}
          />
        </Section>
        <Section title="ui.detour.fallback" hint="ui.detour.fallback.text">
          <Fallback
            configuration={configuration}
            value={choice.fallback}
            change={(fallback) => setChoice((before) => ({ ...before, fallback }))}
          />
        </Section>
        <DetourPreview configuration={configuration} choice={choice} />
        <Text size="sm" c="dimmed">
          <FormattedMessage id="ui.detour.never" />
        </Text>
        <FormFailure error={save.error} />
        <Group>
          <Button type="submit" loading={save.isPending} disabled={unchanged}>
            <FormattedMessage id="ui.detour.save" />
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface OverflowProps {
  configuration: Configuration;
  value: Way;
  change: (way: Way) => void;
}

function Overflow({ configuration, value, change }: OverflowProps) {
  const intl = useIntl();
  const say = useHint(configuration);
  return (
    <Radio.Group
      label={intl.formatMessage({ id: 'ui.detour.overflow.text' })}
      value={value}
      onChange={(way) => change(way as Way)}
    >
      <Stack gap="sm" mt="sm">
        {WAYS.map((way) => (
          <Radio
            key={way}
            value={way}
            label={intl.formatMessage({ id: `ui.detour.way.${way}` })}
            description={say(way)}
            disabled={way !== 'wait' && way !== value && !otherWay(configuration, way)}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}

/** What a way means for recipients, or why it is not to be had. */
function useHint(configuration: Configuration): (way: Way) => string {
  const intl = useIntl();
  return (way) => {
    if (way === 'wait') return intl.formatMessage({ id: 'ui.detour.way.wait.hint' });
    const other = otherWay(configuration, way);
    if (!other) return intl.formatMessage({ id: `ui.detour.way.${way}.missing` });
    return intl.formatMessage(
      { id: other.replyTo ? 'ui.detour.way.seen.replyTo' : 'ui.detour.way.seen' },
      { sender: other.senderText, replyTo: other.replyTo ?? '' },
    );
  };
}

interface FallbackProps {
  configuration: Configuration;
  value: Detours['fallback'];
  change: (fallback: Detours['fallback']) => void;
}

function Fallback({ configuration, value, change }: FallbackProps) {
  const intl = useIntl();
  return (
    <Stack gap="md">
      {CLASSES.map((each) => (
        <NativeSelect
          key={each}
          maw="26rem"
          label={intl.formatMessage({ id: `ui.detour.class.${each}` })}
          description={intl.formatMessage({ id: `ui.detour.class.${each}.hint` })}
          value={value[each]}
          onChange={(event) => change({ ...value, [each]: event.currentTarget.value as Way })}
          data={WAYS.map((way) => ({
            value: way,
            label: intl.formatMessage({ id: `ui.detour.short.${way}` }),
            disabled: way !== 'wait' && way !== value[each] && !otherWay(configuration, way),
          }))}
        />
      ))}
    </Stack>
  );
}

function useSave(id: string) {
  const client = useQueryClient();
  const notice = useNotice();
  return useMutation({
    mutationFn: (choice: Detours) => api.put<Relay>(`/v1/relays/${id}/detours`, choice),
    onSuccess: async () => {
      await client.invalidateQueries();
      notice.done('ui.detour.saved');
    },
  });
}
