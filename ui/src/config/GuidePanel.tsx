import { Paper, Title } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { FormattedMessage } from 'react-intl';
import classes from './config.module.css';
import { ProviderGuide } from './ProviderGuide';
import type { Provider } from './providers';

/** The guide to a provider, beside the form; where there is no room beside it, folded above it. */
export function GuidePanel({ provider, sender }: { provider: Provider; sender: string }) {
  const narrow = useMediaQuery('(max-width: 62em)', undefined, { getInitialValueInEffect: false });
  if (provider.guide.length === 0) return null;
  const title = (
    <Title order={2} size="h4" id="guide" component={narrow ? 'span' : 'h2'}>
      <FormattedMessage id="ui.config.guide" values={{ provider: provider.name }} />
    </Title>
  );
  return (
    <Paper withBorder p="lg" component="aside" className={classes.guide} aria-labelledby="guide">
      {narrow ? (
        <details>
          <summary>{title}</summary>
          <div className={classes.guideBody}>
            <ProviderGuide provider={provider} sender={sender} />
          </div>
        </details>
      ) : (
        <>
          {title}
          <div className={classes.guideBody}>
            <ProviderGuide provider={provider} sender={sender} />
          </div>
        </>
      )}
    </Paper>
  );
}
