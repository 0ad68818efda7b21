import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconBulb } from '@tabler/icons-react';
import { FormattedMessage } from 'react-intl';
import type { Suspicion } from './suspicion';
import type { RelayEditing } from './useRelayEditor';

interface Props {
  suspicions: Suspicion[];
  editing: RelayEditing;
}

/** Likely mix-ups, told below the fields, with the press that mends them where one does. */
export function SuspicionNotes({ suspicions, editing }: Props) {
  return (
    <div role="status">
      <Stack gap="xs" mt={suspicions.length > 0 ? 'md' : 0}>
        {suspicions.map(({ text, values, instead }) => (
          <Alert key={text} variant="light" color="yellow" role="note" icon={<IconBulb aria-hidden />}>
            <Text size="sm">
              <FormattedMessage id={text} values={values} />
            </Text>
            {instead && (
              <Button size="xs" variant="default" mt="xs" onClick={() => editing.put(instead)}>
                <FormattedMessage id={`${text}.mend`} values={values} />
              </Button>
            )}
          </Alert>
        ))}
      </Stack>
    </div>
  );
}
