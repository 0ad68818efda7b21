import { Skeleton, Stack, VisuallyHidden } from '@mantine/core';
import { FormattedMessage } from 'react-intl';

/** The shape of what is coming; what stands below it on the page shows when it has come, as it would be moved by it (shell.css). */
export function RowsLoading({ rows = 6 }: { rows?: number }) {
  return (
    <Stack gap="sm" aria-busy="true" data-coming>
      <VisuallyHidden role="status">
        <FormattedMessage id="ui.shell.loading" />
      </VisuallyHidden>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={44} radius="md" />
      ))}
    </Stack>
  );
}
