import { Center, Loader } from '@mantine/core';

/** The first moment, before it is known who is there. */
export function Starting() {
  return (
    <Center mih="60vh">
      <Loader type="dots" />
    </Center>
  );
}
