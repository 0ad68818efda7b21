import { Alert, Button, Code, Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { api } from '../api/client';
import { fieldError } from '../api/problem';
import { FormFailure } from '../shell/FormFailure';
import { useNotice } from '../shell/notice';
import type { Platform } from './platform';
import { Section } from '../shell/Section';

const FIELDS = [
  'defaultSender.name',
  'defaultSender.address',
  'defaultSender',
  'pricingUrl',
  'frameAncestors',
] as const;

/** The default sender, the pricing page, and who may embed the pages. */
export function PlatformSettings({ platform }: { platform: Platform }) {
  const client = useQueryClient();
  const notice = useNotice();
  const [values, setValues] = useState({
    name: platform.defaultSender?.name ?? '{tenant}',
    address: platform.defaultSender?.address ?? '',
    pricingUrl: platform.pricingUrl ?? '',
    frameAncestors: platform.frameAncestors.join('\n'),
  });
  const change = (part: Partial<typeof values>) => setValues((before) => ({ ...before, ...part }));
  const fixed = platform.setByEnvironment;
  const save = useMutation({
    mutationFn: () =>
      api.put<Platform>('/v1/platform', {
        defaultSender: fixed.includes('defaultSender')
          ? undefined
          : { name: values.name.trim(), address: values.address.trim() },
        pricingUrl: values.pricingUrl.trim() || null,
        frameAncestors: values.frameAncestors.split(/\s+/).filter(Boolean),
      }),
    onSuccess: (now) => {
      client.setQueryData(['platform'], now);
      void client.invalidateQueries({ queryKey: ['me'] });
      notice.done('ui.operator.platform.saved');
    },
  });
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Stack gap="lg">
        <DefaultSender values={values} change={change} fixed={fixed.includes('defaultSender')} error={save.error} />
        <Pages values={values} change={change} fixed={fixed} error={save.error} />
        <FormFailure error={save.error} fields={FIELDS} />
        <Group>
          <Button type="submit" loading={save.isPending}>
            <FormattedMessage id="ui.operator.platform.save" />
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface Values {
  name: string;
  address: string;
  pricingUrl: string;
  frameAncestors: string;
}

interface PartProps {
  values: Values;
  change: (part: Partial<Values>) => void;
  error: Error | null;
}

function DefaultSender({ values, change, fixed, error }: PartProps & { fixed: boolean }) {
  const intl = useIntl();
  const say = (id: string) => intl.formatMessage({ id });
  const shown = values.name.replaceAll('{tenant}', say('ui.operator.platform.sender.sample'));
  return (
    <Section title="ui.operator.platform.sender.title" hint="ui.operator.platform.sender.hint">
      {fixed && <Fixed variable="FROMLINE_DEFAULT_SENDER" />}
      <TextInput
        maw="32rem"
        label={say('ui.operator.platform.sender.name')}
        description={
          <FormattedMessage
            id="ui.operator.platform.sender.name.hint"
            values={{ placeholder: <Code>{'{tenant}'}</Code> }}
          />
        }
        value={values.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
        readOnly={fixed}
        error={fieldError(error, 'defaultSender.name')}
      />
      <TextInput
        maw="32rem"
        type="email"
        label={say('ui.operator.platform.sender.address')}
        value={values.address}
        onChange={(event) => change({ address: event.currentTarget.value })}
        readOnly={fixed}
        error={fieldError(error, 'defaultSender.address') ?? fieldError(error, 'defaultSender')}
      />
      <div>
        <Text size="sm" c="dimmed">
          <FormattedMessage id="ui.operator.platform.sender.preview" />
        </Text>
        <Text fw={500} style={{ overflowWrap: 'anywhere' }} aria-live="polite">
          {shown ? `"${shown}" <${values.address}>` : values.address}
        </Text>
      </div>
    </Section>
  );
}

function Pages({ values, change, fixed, error }: PartProps & { fixed: string[] }) {
  const intl = useIntl();
  const say = (id: string) => intl.formatMessage({ id });
  return (
    <Section title="ui.operator.platform.pages.title">
      {fixed.includes('pricingUrl') && <Fixed variable="FROMLINE_PRICING_URL" />}
      <TextInput
        maw="32rem"
        type="url"
        label={say('ui.operator.platform.pricing')}
        description={say('ui.operator.platform.pricing.hint')}
        value={values.pricingUrl}
        onChange={(event) => change({ pricingUrl: event.currentTarget.value })}
        readOnly={fixed.includes('pricingUrl')}
        error={fieldError(error, 'pricingUrl')}
      />
      {fixed.includes('frameAncestors') && <Fixed variable="FROMLINE_FRAME_ANCESTORS" />}
      <Textarea
        maw="32rem"
        autosize
        minRows={2}
        label={say('ui.operator.platform.frames')}
        description={say('ui.operator.platform.frames.hint')}
        value={values.frameAncestors}
        onChange={(event) => change({ frameAncestors: event.currentTarget.value })}
        readOnly={fixed.includes('frameAncestors')}
        error={fieldError(error, 'frameAncestors')}
        spellCheck={false}
      />
    </Section>
  );
}

function Fixed({ variable }: { variable: string }) {
  return (
    <Alert color="gray" variant="light" role="note">
      <FormattedMessage id="ui.operator.platform.byEnvironment" values={{ variable: <Code>{variable}</Code> }} />
    </Alert>
  );
}
