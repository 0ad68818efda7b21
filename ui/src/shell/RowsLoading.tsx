import { Skeleton, Stack, VisuallyHidden } from '@mantine/core';
import { FormattedMessage } from 'react-intl';

/** The shape of what is coming. */
export function RowsLoading({ rows = 6 }: { rows?: number }) {
  return (
    <Stack gap="sm" aria-busy="true">
      <VisuallyHidden role="status">
        <FormattedMessage id="ui.shell.loading" />
      </VisuallyHidden>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={44} radius="md" />
      ))}
    </Stack>
  );
}
