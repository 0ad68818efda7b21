import { Alert, Anchor, Code, List, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link } from 'react-router';
import { usePath } from '../shell/paths';
import type { Detected } from './providers';

interface Props {
  address: string;
  found: Detected;
  /** Whether the plan carries a mail service of one's own. */
  custom: boolean;
}

/** Why mail from this address is not believed when the platform's servers send it, and what works instead; nothing where it is. */
export function BrandedDoubt({ address, found: { freemail, dmarc, provider }, custom }: Props) {
  const intl = useIntl();
  const path = usePath();
  const strict = dmarc != null && dmarc.policy !== 'none';
  if (!freemail && !strict) return null;
  const domain = address.slice(address.lastIndexOf('@') + 1);
  const chosen = new URLSearchParams({ address, ...(provider ? { provider } : {}) });
  return (
    <Alert
      variant="light"
      color="yellow"
      role="note"
      icon={<IconAlertTriangle aria-hidden />}
      title={intl.formatMessage({ id: `ui.config.doubt.${freemail ? 'freemail' : 'own'}.title` }, { domain })}
    >
      <Text size="sm">
        <FormattedMessage id={`ui.config.doubt.${freemail ? 'freemail' : 'own'}.text`} values={{ domain }} />{' '}
        {dmarc && <FormattedMessage id={`ui.config.doubt.policy.${dmarc.policy}`} values={{ domain }} />}
      </Text>
      {dmarc && (
        <Code block my="xs" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {`_dmarc.${domain}  ${dmarc.record}`}
        </Code>
      )}
      <Text size="sm" fw={600}>
        <FormattedMessage id="ui.config.doubt.instead" />
      </Text>
      <List size="sm" spacing={4}>
        {custom && (
          <List.Item>
            <Anchor
              component={Link}
              size="sm"
              c="inherit"
              underline="always"
              to={path(`settings/integrations/email/custom?${chosen}`)}
            >
              <FormattedMessage id="ui.config.doubt.custom" values={{ address }} />
            </Anchor>
          </List.Item>
        )}
        <List.Item>
          <FormattedMessage id="ui.config.doubt.replyTo" />
        </List.Item>
        {freemail && (
          <List.Item>
            <FormattedMessage id="ui.config.doubt.domain" />
          </List.Item>
        )}
      </List>
    </Alert>
  );
}
