import { Button, Checkbox, Group, Stack, TagsInput, Text } from '@mantine/core';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { fieldError } from '../api/problem';
import { Failure } from '../shell/Failure';
import { FormFailure } from '../shell/FormFailure';
import { useMe } from '../shell/me';
import { useNotice } from '../shell/notice';
import { RowsLoading } from '../shell/RowsLoading';
import { useAlertChange, useAlertSettings, type AlertSettings } from './alerts';

/** Who is told by mail, and of what. */
export function AlertChoice() {
  const settings = useAlertSettings();
  if (settings.isPending) return <RowsLoading rows={3} />;
  if (settings.isError) return <Failure error={settings.error} retry={() => void settings.refetch()} />;
  return <Choice key={JSON.stringify(settings.data)} settings={settings.data} />;
}

function Choice({ settings }: { settings: AlertSettings }) {
  const intl = useIntl();
  const me = useMe();
  const notice = useNotice();
  const [addresses, setAddresses] = useState(settings.addresses);
  const [kinds, setKinds] = useState(settings.kinds);
  const change = useAlertChange(() => notice.done('ui.alerts.saved'));
  const whom = me.tenant ? 'contact' : 'operators';
  const same = (one: string[], other: string[]) => [...one].sort().join() === [...other].sort().join();
  const unchanged = same(addresses, settings.addresses) && same(kinds, settings.kinds);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate({ addresses, kinds });
      }}
    >
      <Stack gap="md">
        <TagsInput
          type="email"
          label={intl.formatMessage({ id: 'ui.alerts.addresses' })}
          description={intl.formatMessage({ id: `ui.alerts.addresses.${whom}` })}
          value={addresses}
          onChange={setAddresses}
          splitChars={[',', ';', ' ']}
          maxTags={5}
          acceptValueOnBlur
          readOnly={!me.canWrite}
          error={fieldError(change.error, 'addresses')}
        />
        <Text size="sm" c="dimmed">
          <FormattedMessage
            id={settings.toldNow.length > 0 ? 'ui.alerts.told' : 'ui.alerts.told.nobody'}
            values={{ addresses: intl.formatList(settings.toldNow) }}
          />
        </Text>
        <Checkbox.Group
          label={intl.formatMessage({ id: 'ui.alerts.kinds' })}
          value={kinds}
          onChange={setKinds}
          readOnly={!me.canWrite}
          error={fieldError(change.error, 'kinds')}
        >
          <Stack gap="xs" mt="xs">
            {settings.allKinds.map((kind) => (
              <Checkbox
                key={kind}
                value={kind}
                disabled={!me.canWrite}
                label={intl.formatMessage({ id: `ui.alerts.kind.${kind}` })}
              />
            ))}
          </Stack>
        </Checkbox.Group>
        <FormFailure error={change.error} fields={['addresses', 'kinds']} />
        {me.canWrite && (
          <Group>
            <Button type="submit" loading={change.isPending} disabled={unchanged}>
              <FormattedMessage id="ui.alerts.save" />
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  );
}
