import { Button, CopyButton, Text } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useId } from 'react';
import { FormattedMessage } from 'react-intl';
import classes from './config.module.css';
import { useAdministratorMessage, type Provider } from './providers';

interface Props {
  provider: Provider;
  /** Whom mail shall come from, where it is known. */
  sender: string | undefined;
}

/** A message ready to be sent to whoever looks after the account: copied by one press, and there to be read first. */
export function AdministratorMessage({ provider, sender }: Props) {
  const title = useId();
  const message = useAdministratorMessage(provider, sender);
  if (!message) return null;
  return (
    <section className={classes.aside} aria-labelledby={title}>
      <Text fw={600} size="sm" id={title}>
        <FormattedMessage id="ui.config.administrator.title" />
      </Text>
      <Text size="sm" c="dimmed" mb="xs">
        <FormattedMessage id="ui.config.administrator.text" />
      </Text>
      <CopyButton value={message} timeout={3_000}>
        {({ copied, copy }) => (
          <Button
            size="xs"
            variant="default"
            onClick={copy}
            leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
          >
            <span aria-live="polite">
              <FormattedMessage id={copied ? 'ui.config.administrator.copied' : 'ui.config.administrator.copy'} />
            </span>
          </Button>
        )}
      </CopyButton>
      <details className={classes.read}>
        <summary>
          <FormattedMessage id="ui.config.administrator.read" />
        </summary>
        <Text size="sm" component="pre" className={classes.message}>
          {message}
        </Text>
      </details>
    </section>
  );
}
