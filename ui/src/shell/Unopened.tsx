import { Box } from '@mantine/core';
import { Failure } from './Failure';

/** Why the pages could not be opened at all, before there is a frame to say it in. */
export function Unopened({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <Box component="main" maw={560} mx="auto" my="12vh" px="md">
      <Failure error={error} retry={retry} />
    </Box>
  );
}
