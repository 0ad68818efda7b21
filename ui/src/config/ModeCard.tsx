import { Badge, Group, Paper, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { IconCheck, IconCircleCheckFilled, IconLock, IconMinus } from '@tabler/icons-react';
import type { ComponentType, ReactNode } from 'react';
import { FormattedMessage } from 'react-intl';
import type { Configuration, ModeFacts } from './configuration';
import { CardHealth } from './CardHealth';
import classes from './config.module.css';
import { Locked } from './Locked';
import { SenderPreview } from './SenderPreview';
import { UseThis } from './UseThis';

interface Props {
  facts: ModeFacts;
  configuration: Configuration;
  icon: ComponentType<{ size?: number; stroke?: number; 'aria-hidden'?: boolean }>;
  gives: string[];
  costs: string[];
  /** What can be set up or changed for this way. */
  children?: ReactNode;
}

/** One way to send: what recipients see, what it gives and costs, whether it is in use, and what can be done with it. */
export function ModeCard({ facts, configuration, icon: Icon, gives, costs, children }: Props) {
  const { mode } = facts;
  const active = configuration.effectiveMode === mode;
  return (
    <Paper
      withBorder
      component="section"
      aria-labelledby={`mode-${mode}`}
      className={classes.mode}
      data-active={active || undefined}
    >
      <Group justify="space-between" align="flex-start" gap="sm">
        <Group gap="md" wrap="nowrap" align="flex-start" style={{ flex: '1 1 16rem' }}>
          <ThemeIcon size={40} radius="md" variant="light">
            <Icon size={22} stroke={1.7} aria-hidden />
          </ThemeIcon>
          <div>
            <Title order={3} id={`mode-${mode}`}>
              <FormattedMessage id={`ui.config.${mode}.title`} />
            </Title>
            <Text c="dimmed" mt={2}>
              <FormattedMessage id={`ui.config.${mode}.summary`} />
            </Text>
          </div>
        </Group>
        <Standing facts={facts} configuration={configuration} />
      </Group>
      <div className={classes.modeBody}>
        <SenderPreview text={facts.senderText} mode={mode} />
        <Stack gap={6} component="ul" className={classes.points}>
          {gives.map((point) => (
            <Point key={point} text={point} good />
          ))}
          {costs.map((point) => (
            <Point key={point} text={point} />
          ))}
        </Stack>
      </div>
      {active && mode !== 'custom' && <CardHealth health={configuration.health} />}
      {facts.entitled ? children : <Locked mode={mode} configuration={configuration} />}
      <UseThis facts={facts} configuration={configuration} />
    </Paper>
  );
}

function Point({ text, good = false }: { text: string; good?: boolean }) {
  const Icon = good ? IconCheck : IconMinus;
  return (
    <li className={classes.point} data-good={good || undefined}>
      <Icon size={18} aria-hidden />
      <Text span size="sm">
        <FormattedMessage id={text} />
      </Text>
    </li>
  );
}

function Standing({ facts, configuration }: { facts: ModeFacts; configuration: Configuration }) {
  if (configuration.effectiveMode === facts.mode) {
    return (
      <Badge size="lg" variant="filled" leftSection={<IconCircleCheckFilled size={16} aria-hidden />}>
        <FormattedMessage id="ui.config.inUse" />
      </Badge>
    );
  }
  if (!facts.entitled) {
    return (
      <Badge size="lg" variant="light" color="gray" leftSection={<IconLock size={15} aria-hidden />}>
        <FormattedMessage id={configuration.mode === facts.mode ? 'ui.config.paused' : 'ui.config.locked'} />
      </Badge>
    );
  }
  if (!facts.ready) return null;
  return (
    <Badge size="lg" variant="light">
      <FormattedMessage id="ui.config.ready" />
    </Badge>
  );
}
