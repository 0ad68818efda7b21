import { List, Text } from '@mantine/core';
import { FormattedMessage } from 'react-intl';
import type { Decision, DeliveryDetail } from './deliveries';
import { DetourNote } from './DetourNote';
import { Fact, Facts } from './Facts';

/** Why a message went the way it went, as it was decided when it was accepted. */
export function DecisionFacts({ delivery }: { delivery: DeliveryDetail }) {
  const { decision, message } = delivery;
  return (
    <>
      {decision?.detours.map((detour) => (
        <DetourNote key={detour.at} detour={detour} />
      ))}
      <Facts>
        {decision && (
          <Fact label="ui.log.decision.mode">
            <FormattedMessage id={`ui.log.decision.mode.${decision.mode}`} />
          </Fact>
        )}
        {decision?.identity && <Fact label="ui.log.decision.identity">{decision.identity}</Fact>}
        {decision?.relay && (
          <Fact label="ui.log.decision.relay">
            <Relay relay={decision.relay} />
          </Fact>
        )}
        {decision?.plan && <Fact label="ui.log.decision.plan">{decision.plan}</Fact>}
        {message.returnPath && <Fact label="ui.log.detail.returnPath">{message.returnPath}</Fact>}
        <Fact label="ui.log.detail.messageId">{message.messageId}</Fact>
      </Facts>
      {decision?.reasons && decision.reasons.length > 0 && (
        <>
          <Text fw={600} mt="md" mb={4}>
            <FormattedMessage id="ui.log.decision.reasons" />
          </Text>
          <List spacing={4}>
            {decision.reasons.map((reason) => (
              <List.Item key={reason}>{reason}</List.Item>
            ))}
          </List>
        </>
      )}
    </>
  );
}

function Relay({ relay }: { relay: NonNullable<Decision['relay']> }) {
  const name = !relay.server ? 'platformOnly' : relay.owner;
  return (
    <>
      <FormattedMessage id={`ui.log.decision.relay.${name}`} values={{ server: relay.server }} />
      {relay.owner === 'tenant' && (
        <>
          {' · '}
          <FormattedMessage id="ui.log.decision.relay.version" values={{ version: relay.version }} />
        </>
      )}
    </>
  );
}
