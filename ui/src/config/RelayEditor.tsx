import { Paper, Stack, Title } from '@mantine/core';
import { useId, useState, type ReactNode } from 'react';
import { FormattedMessage } from 'react-intl';
import { ApiProblem } from '../api/problem';
import { Failure } from '../shell/Failure';
import { FormFailure } from '../shell/FormFailure';
import { useMe } from '../shell/me';
import { RowsLoading } from '../shell/RowsLoading';
import classes from './config.module.css';
import { DemoServer } from './DemoServer';
import { DetectProvider } from './DetectProvider';
import { GuidePanel } from './GuidePanel';
import { ProviderChoice } from './ProviderChoice';
import { RelayFields, FIELDS } from './RelayFields';
import { useProviders, type Provider } from './providers';
import { EMPTY, withProvider } from './relayForm';
import type { Relay } from './relays';
import { SaveBar } from './SaveBar';
import { TestPanel } from './TestPanel';
import { useRelayEditor, type Place } from './useRelayEditor';

interface Props {
  owner: 'tenant' | 'platform';
  place?: Place;
  /** The mail service being changed, or none yet. */
  relay: Relay | null;
  /** What a new set-up begins with, where somebody has said it on another page. */
  begin?: { provider: string | null; address: string | null };
  /** Called after the settings went live. */
  done: () => void;
}

/** Choose a provider, fill in, send a test, save: the same for a tenant's mail service and the platform's. */
export function RelayEditor(props: Props) {
  const providers = useProviders();
  if (providers.isPending) return <RowsLoading />;
  if (!providers.data) return <Failure error={providers.error} retry={() => void providers.refetch()} />;
  return <Form {...props} providers={providers.data} />;
}

function Form({ owner, place = 'active', relay: given, begin, done, providers }: Props & { providers: Provider[] }) {
  const me = useMe();
  // The list is asked again while one types; what the form started from stays.
  const [relay] = useState(given);
  const editing = useRelayEditor(relay, place, done, () => {
    const senderName = owner === 'tenant' ? (me.tenant?.name ?? '') : '';
    const chosen = providers.find(({ id }) => id === begin?.provider);
    const values = { ...EMPTY, senderName, senderAddress: begin?.address ?? '' };
    return chosen ? withProvider(values, chosen) : values;
  });
  const provider = providers.find(({ id }) => id === editing.values.provider);
  const refused = editing.test.error;
  const elsewhere = refused instanceof ApiProblem && refused.field === 'to' ? null : refused;
  return (
    <Stack gap="lg">
      <Part title={owner === 'tenant' ? 'ui.config.detect.title' : 'ui.config.detect.title.platform'}>
        <DetectProvider owner={owner} providers={providers} editing={editing} />
        <ProviderChoice providers={providers} editing={editing} />
        {owner === 'tenant' && <DemoServer fill={editing.put} />}
      </Part>
      {provider && (
        <>
          <div className={classes.editor}>
            <Stack gap="lg">
              <Part title="ui.config.custom.settings">
                <RelayFields owner={owner} editing={editing} provider={provider} />
                <FormFailure error={elsewhere} fields={FIELDS} />
              </Part>
              <Part title="ui.config.test.title">
                <TestPanel owner={owner} editing={editing} provider={provider} />
              </Part>
            </Stack>
            <GuidePanel provider={provider} sender={editing.values.senderAddress} />
          </div>
          <SaveBar editing={editing} />
        </>
      )}
    </Stack>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  const heading = useId();
  return (
    <Paper withBorder p="lg" component="section" aria-labelledby={heading}>
      <Stack gap="md">
        <Title order={2} size="h3" id={heading}>
          <FormattedMessage id={title} />
        </Title>
        {children}
      </Stack>
    </Paper>
  );
}
