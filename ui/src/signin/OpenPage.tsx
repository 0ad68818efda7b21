import { Button, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { FormattedMessage } from 'react-intl';
import { useNavigate, useParams } from 'react-router';
import { api } from '../api/client';
import { FormFailure } from '../shell/FormFailure';
import { useMeAgain } from '../shell/me';
import { PageTitle } from '../shell/PageTitle';
import { pathOf } from '../shell/paths';
import { RowsLoading } from '../shell/RowsLoading';
import { BadLink } from './BadLink';
import { linkPath, useLink } from './links';

/** Opens one tenant's pages by a short-lived link; only the press uses the link up. */
export function OpenPage() {
  const { token = '' } = useParams();
  const link = useLink(token);
  const navigate = useNavigate();
  const meAgain = useMeAgain();
  const open = useMutation({
    mutationFn: () => api.post(linkPath(token), {}),
    onSuccess: async () => {
      await meAgain();
      void navigate(pathOf(undefined), { replace: true });
    },
  });
  if (link.isPending) return <RowsLoading rows={3} />;
  if (link.isError) return <BadLink error={link.error} retry={() => void link.refetch()} />;
  return (
    <Stack gap="lg">
      <PageTitle title="ui.signin.open.title" />
      <Text>
        <FormattedMessage id="ui.signin.open.text" values={{ tenant: link.data.tenantName ?? '' }} />
      </Text>
      <FormFailure error={open.error} />
      <Button size="md" loading={open.isPending} onClick={() => open.mutate()} data-autofocus>
        <FormattedMessage id="ui.signin.open.submit" />
      </Button>
    </Stack>
  );
}
