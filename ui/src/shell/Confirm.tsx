import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';

interface Props {
  opened: boolean;
  close: () => void;
  title: string;
  text: string;
  values?: Record<string, string | number | undefined>;
  /** Key of the button that does it. */
  action: string;
  /** Key of the button that leaves things as they are. */
  keep?: string;
  danger?: boolean;
  busy?: boolean;
  confirm: () => void;
  children?: ReactNode;
}

/** Asks before something that can't be taken back. */
export function Confirm(props: Props) {
  const intl = useIntl();
  const { opened, close, title, text, values, action, keep = 'ui.shell.cancel', danger, busy, confirm } = props;
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={intl.formatMessage({ id: title }, values)}
      closeButtonProps={{ 'aria-label': intl.formatMessage({ id: 'ui.shell.close' }) }}
    >
      <Stack gap="lg">
        <Text size="sm">
          <FormattedMessage id={text} values={values} />
        </Text>
        {props.children}
        <Group justify="end">
          <Button variant="default" onClick={close} data-autofocus>
            <FormattedMessage id={keep} />
          </Button>
          <Button color={danger ? 'red' : undefined} loading={busy} onClick={confirm}>
            <FormattedMessage id={action} />
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
