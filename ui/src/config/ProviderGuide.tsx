import { Anchor, Code, List, Text } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { AdministratorMessage } from './AdministratorMessage';
import classes from './config.module.css';
import type { Provider } from './providers';

/** What to do at the provider, step by step, and what is peculiar to it. */
export function ProviderGuide({ provider, sender }: { provider: Provider; sender?: string }) {
  const { guide, limits } = provider;
  return (
    <>
      <ol className={classes.guideSteps}>
        {guide.map((step) => (
          <li key={step.title}>
            <Text fw={600} size="sm">
              {step.title}
            </Text>
            <Text size="sm" c="dimmed">
              {step.text}
            </Text>
            {step.link && <Outside link={step.link} />}
          </li>
        ))}
      </ol>
      <Quirks provider={provider} />
      {limits?.messagesPerDay && (
        <Text size="sm" c="dimmed" mt="md">
          <FormattedMessage id="ui.config.guide.limit" values={{ count: limits.messagesPerDay }} />
        </Text>
      )}
      <AdministratorMessage provider={provider} sender={sender} />
    </>
  );
}

function Outside({ link }: { link: string }) {
  const intl = useIntl();
  return (
    <Anchor href={link} target="_blank" rel="noreferrer" size="sm">
      {new URL(link).hostname}{' '}
      <IconExternalLink size={14} role="img" aria-label={intl.formatMessage({ id: 'ui.shell.newTab' })} />
    </Anchor>
  );
}

function Quirks({ provider: { quirks, outgoingAddresses } }: { provider: Provider }) {
  const known = quirks ?? [];
  const addresses = outgoingAddresses ?? [];
  if (known.length === 0 && addresses.length === 0) return null;
  return (
    <div className={classes.aside}>
      <Text fw={600} size="sm">
        <FormattedMessage id="ui.config.guide.quirks" />
      </Text>
      {known.length > 0 && (
        <List size="sm" spacing={6} mt={4}>
          {known.map(({ code, text }) => (
            <List.Item key={code}>{text}</List.Item>
          ))}
        </List>
      )}
      {addresses.length > 0 && (
        <Text size="sm" mt="xs" component="div">
          <FormattedMessage id="ui.config.guide.addresses" />{' '}
          {addresses.map((address) => (
            <Code key={address} mr={6}>
              {address}
            </Code>
          ))}
        </Text>
      )}
    </div>
  );
}
