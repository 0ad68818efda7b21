import { Alert, Button, Group, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { IconAlertTriangle, IconMailCheck, IconMailQuestion } from '@tabler/icons-react';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { api } from '../api/client';
import { fieldError } from '../api/problem';
import { FormFailure } from '../shell/FormFailure';
import type { Confirmation, TestResult } from './relays';

interface Props {
  relayId: string;
  /** The From as it was sent. */
  sender: string;
  /** What was said before, if anything. */
  said: Confirmation | null | undefined;
}

/** Where no receiver of ours sees the test arrive, the person says whether it did, and as whose mail. */
export function ReceiptQuestion({ relayId, sender, said }: Props) {
  const intl = useIntl();
  const [asking, setAsking] = useState(false);
  const confirm = useMutation({
    mutationFn: (answer: { received: boolean; from?: string }) =>
      api.post<TestResult>(`/v1/relays/${relayId}/test/confirm`, answer),
    onSuccess: () => setAsking(false),
  });
  const confirmation = confirm.data?.confirmation ?? said;
  if (confirmation && !asking) return <Said confirmation={confirmation} again={() => setAsking(true)} />;
  return (
    <Alert
      variant="light"
      color="gray"
      role="group"
      icon={<IconMailQuestion aria-hidden />}
      title={intl.formatMessage({ id: 'ui.config.receipt.title' })}
    >
      <Text size="sm">
        <FormattedMessage id="ui.config.receipt.text" />
      </Text>
      <Answer
        sender={sender}
        busy={confirm.isPending}
        wrong={fieldError(confirm.error, 'from')}
        answer={(received, from) => confirm.mutate({ received, ...(from ? { from } : {}) })}
      />
      <FormFailure error={confirm.error} fields={['from']} />
    </Alert>
  );
}

interface AnswerProps {
  sender: string;
  busy: boolean;
  wrong: string | undefined;
  answer: (received: boolean, from?: string) => void;
}

function Answer({ sender, busy, wrong, answer }: AnswerProps) {
  const intl = useIntl();
  const say = (id: string, values = {}) => intl.formatMessage({ id }, values);
  const [choice, setChoice] = useState<'same' | 'other' | 'none' | null>(null);
  const [other, setOther] = useState('');
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (choice === 'none') answer(false);
        else answer(true, choice === 'same' ? sender : other.trim());
      }}
    >
      <Radio.Group
        mt="sm"
        aria-label={say('ui.config.receipt.title')}
        value={choice}
        onChange={(chosen) => setChoice(chosen as typeof choice)}
      >
        <Stack gap="xs">
          <Radio value="same" label={say('ui.config.receipt.same', { sender })} />
          <Radio value="other" label={say('ui.config.receipt.other')} />
          {choice === 'other' && (
            <TextInput
              ml={32}
              label={say('ui.config.receipt.from')}
              autoComplete="off"
              value={other}
              onChange={(event) => setOther(event.currentTarget.value)}
              error={wrong}
            />
          )}
          <Radio value="none" label={say('ui.config.receipt.none')} />
        </Stack>
      </Radio.Group>
      <Group mt="sm">
        <Button
          type="submit"
          size="xs"
          variant="default"
          loading={busy}
          disabled={choice === null || (choice === 'other' && !other.trim())}
        >
          <FormattedMessage id="ui.config.receipt.say" />
        </Button>
      </Group>
    </form>
  );
}

function Said({ confirmation, again }: { confirmation: Confirmation; again: () => void }) {
  const intl = useIntl();
  const good = confirmation.received && confirmation.fromKept !== false;
  return (
    <Alert
      variant="light"
      color={good ? 'green' : 'yellow'}
      role="note"
      icon={good ? <IconMailCheck aria-hidden /> : <IconAlertTriangle aria-hidden />}
      title={intl.formatMessage({ id: 'ui.config.arrival.title' })}
    >
      <Text size="sm">{confirmation.text}</Text>
      <Button size="compact-xs" variant="subtle" mt={6} ml={-8} onClick={again}>
        <FormattedMessage id="ui.config.receipt.again" />
      </Button>
    </Alert>
  );
}
