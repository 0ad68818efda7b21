import { Paper, Title } from '@mantine/core';
import { FormattedMessage } from 'react-intl';
import classes from './config.module.css';
import { ProviderGuide } from './ProviderGuide';
import type { Provider } from './providers';

/** The guide to a provider, beside the form. */
export function GuidePanel({ provider }: { provider: Provider }) {
  if (provider.guide.length === 0) return null;
  return (
    <Paper withBorder p="lg" component="aside" className={classes.guide} aria-labelledby="guide">
      <Title order={2} size="h4" id="guide" mb="md">
        <FormattedMessage id="ui.config.guide" values={{ provider: provider.name }} />
      </Title>
      <ProviderGuide provider={provider} />
    </Paper>
  );
}
