import { Anchor, Paper, Text, Title } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { FormattedMessage } from 'react-intl';
import classes from './config.module.css';
import type { Provider } from './relays';

/** What to do at the provider, step by step, beside the form. */
export function GuidePanel({ provider }: { provider: Provider }) {
  if (provider.guide.length === 0) return null;
  return (
    <Paper withBorder p="lg" component="aside" className={classes.guide} aria-labelledby="guide">
      <Title order={2} size="h4" id="guide" mb="md">
        <FormattedMessage id="ui.config.guide" values={{ provider: provider.name }} />
      </Title>
      <ol className={classes.guideSteps}>
        {provider.guide.map((step) => (
          <li key={step.title}>
            <Text fw={600} size="sm">
              {step.title}
            </Text>
            <Text size="sm" c="dimmed">
              {step.text}
            </Text>
            {step.link && (
              <Anchor href={step.link} target="_blank" rel="noreferrer" size="sm">
                {new URL(step.link).hostname} <IconExternalLink size={14} aria-hidden />
              </Anchor>
            )}
          </li>
        ))}
      </ol>
      {provider.limits?.messagesPerDay && (
        <Text size="sm" c="dimmed" mt="md">
          <FormattedMessage id="ui.config.guide.limit" values={{ count: provider.limits.messagesPerDay }} />
        </Text>
      )}
    </Paper>
  );
}
