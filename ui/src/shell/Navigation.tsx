import { Anchor, NavLink as Item, Text } from '@mantine/core';
import {
  IconArrowLeft,
  IconBell,
  IconBuildingStore,
  IconInbox,
  IconKey,
  IconListDetails,
  IconMailCog,
  IconMailQuestion,
  IconMessageQuestion,
  IconServerCog,
  IconStack2,
  IconUsers,
} from '@tabler/icons-react';
import type { ComponentType, ReactNode } from 'react';
import { FormattedMessage } from 'react-intl';
import { Link, NavLink, useMatch, useParams } from 'react-router';
import { useMe, type Me } from './me';
import { pathOf, usePath } from './paths';
import classes from './Shell.module.css';

type Icon = ComponentType<{ size?: number; stroke?: number; 'aria-hidden'?: boolean }>;

/** The way around: settings of one tenant, or the operator's pages. */
export function Navigation() {
  const me = useMe();
  const { tenantId } = useParams();
  return (
    <div className={classes.nav}>
      {me.kind === 'operator' && !tenantId ? (
        <OperatorPages />
      ) : (
        <TenantPages me={me} acting={tenantId !== undefined} />
      )}
      <Section title="ui.shell.nav.help">
        <Page to={pathOf(tenantId, 'providers')} label="ui.shell.nav.providers" icon={IconMailQuestion} />
      </Section>
      {me.demo && (
        <Section title="ui.shell.nav.demo">
          <Page to="/inbox" label="ui.shell.nav.inbox" icon={IconInbox} />
        </Section>
      )}
    </div>
  );
}

function TenantPages({ me, acting }: { me: Me; acting: boolean }) {
  const path = usePath();
  return (
    <>
      {acting && (
        <div className={classes.tenant}>
          <Anchor component={Link} to="/operator/tenants" size="sm">
            <IconArrowLeft size={14} aria-hidden /> <FormattedMessage id="ui.shell.nav.back" />
          </Anchor>
          <Text fw={600} mt={8}>
            {me.tenant?.name}
          </Text>
          <Text size="xs" c="dimmed">
            <FormattedMessage id="ui.shell.acting" />
          </Text>
        </div>
      )}
      <Section title="ui.shell.nav.integrations">
        <Page to={path()} label="ui.shell.nav.email" icon={IconMailCog} />
        <Page to={path('settings/integrations/mail-logs')} label="ui.shell.nav.logs" icon={IconListDetails} />
        <Page to={path('settings/integrations/alerts')} label="ui.shell.nav.alerts" icon={IconBell} />
      </Section>
      {me.kind !== 'pages' && (
        <Section title="ui.shell.nav.settings">
          <Page to={path('settings/people')} label="ui.shell.nav.people" icon={IconUsers} />
          <Page to={path('settings/keys')} label="ui.shell.nav.keys" icon={IconKey} />
        </Section>
      )}
    </>
  );
}

function OperatorPages() {
  return (
    <Section title="ui.shell.nav.operator">
      <Page to="/operator/tenants" label="ui.shell.nav.tenants" icon={IconBuildingStore} />
      <Page to="/operator/plans" label="ui.shell.nav.plans" icon={IconStack2} />
      <Page to="/operator/platform" label="ui.shell.nav.platform" icon={IconServerCog} />
      <Page to="/operator/mail-logs" label="ui.shell.nav.platformMail" icon={IconListDetails} />
      <Page to="/operator/alerts" label="ui.shell.nav.alerts" icon={IconBell} />
      <Page to="/operator/unknown-replies" label="ui.shell.nav.unknown" icon={IconMessageQuestion} />
    </Section>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <p className={classes.section}>
        <FormattedMessage id={title} />
      </p>
      <ul className={classes.list}>{children}</ul>
    </>
  );
}

function Page({ to, label, icon: Symbol }: { to: string; label: string; icon: Icon }) {
  const here = useMatch({ path: to, end: false }) !== null;
  return (
    <li>
      <Item
        component={NavLink}
        to={to}
        active={here}
        className={classes.link}
        label={<FormattedMessage id={label} />}
        leftSection={<Symbol size={20} stroke={1.7} aria-hidden />}
      />
    </li>
  );
}
