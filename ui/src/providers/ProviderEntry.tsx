import { Anchor, Text } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link, useLocation, useParams } from 'react-router';
import { ProviderGuide } from '../config/ProviderGuide';
import { Fact } from '../config/RelayFacts';
import config from '../config/config.module.css';
import type { Provider } from '../config/providers';
import { UsualServer } from '../config/UsualServer';
import { useMe } from '../shell/me';
import { pathOf } from '../shell/paths';
import classes from './providers.module.css';

/** One provider: its name and server at a glance, all the rest once it is opened. Its id in the page's address opens it. */
export function ProviderEntry({ provider }: { provider: Provider }) {
  const { hash } = useLocation();
  const asked = hash === `#${provider.id}`;
  const [pressed, setPressed] = useState<boolean | null>(null);
  const opened = pressed ?? asked;
  const place = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    if (asked) place.current?.scrollIntoView({ block: 'start' });
  }, [asked]);
  return (
    <details
      ref={place}
      id={provider.id}
      className={classes.entry}
      open={opened}
      onToggle={(event) => setPressed(event.currentTarget.open)}
    >
      <summary className={classes.summary}>
        <span className={classes.name}>{provider.name}</span>
        <Text span size="sm" c="dimmed" className={classes.server}>
          <UsualServer provider={provider} />
        </Text>
        <IconChevronDown size={18} className={classes.chevron} aria-hidden />
      </summary>
      {opened && <Details provider={provider} />}
    </details>
  );
}

function Details({ provider }: { provider: Provider }) {
  const intl = useIntl();
  const { servers, port, encryption, usernameForm, credentialName } = provider;
  return (
    <div className={classes.body}>
      <dl className={config.facts}>
        {servers.length > 0 && (
          <Fact label={servers.length > 1 ? 'ui.providers.servers' : 'ui.config.field.server'}>
            {servers.map(({ server, name }) => (
              <span key={server} className={classes.line}>
                {name ? `${name}: ${server}` : server}
              </span>
            ))}
          </Fact>
        )}
        {port && encryption && (
          <Fact label="ui.providers.port">
            {port} · {intl.formatMessage({ id: `ui.config.encryption.${encryption}` })}
          </Fact>
        )}
        {usernameForm && <Fact label="ui.config.field.username">{usernameForm}</Fact>}
        {credentialName && <Fact label="ui.config.field.password">{credentialName}</Fact>}
      </dl>
      <div className={classes.guide}>
        <ProviderGuide provider={provider} />
      </div>
      <SetUp provider={provider} />
    </div>
  );
}

/** For somebody who may set up a mail service here: the form with this provider chosen. */
function SetUp({ provider }: { provider: Provider }) {
  const me = useMe();
  const { tenantId } = useParams();
  const platform = me.kind === 'operator' && !tenantId;
  if (!me.canWrite || platform) return null;
  return (
    <Anchor
      component={Link}
      to={pathOf(tenantId, `settings/integrations/email/custom?provider=${encodeURIComponent(provider.id)}`)}
      size="sm"
      fw={600}
    >
      <FormattedMessage id="ui.providers.setUp" values={{ provider: provider.name }} />
    </Anchor>
  );
}
