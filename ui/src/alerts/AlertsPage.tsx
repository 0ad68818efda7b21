import { Stack } from '@mantine/core';
import { PageTitle } from '../shell/PageTitle';
import { Section } from '../shell/Section';
import { AlertChoice } from './AlertChoice';
import { IncidentList } from './IncidentList';
import { Webhooks } from './Webhooks';

/** What is wrong now, what was, and who is told of it; of a tenant, or on the operator's pages of the platform. */
export function AlertsPage() {
  return (
    <Stack gap="xl">
      <PageTitle title="ui.alerts.title" intro="ui.alerts.intro" />
      <IncidentList />
      <Section title="ui.alerts.mail.title" hint="ui.alerts.mail.hint">
        <AlertChoice />
      </Section>
      <Section title="ui.alerts.webhooks.title" hint="ui.alerts.webhooks.hint">
        <Webhooks />
      </Section>
    </Stack>
  );
}
