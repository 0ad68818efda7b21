import { Button, Group, Stack, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconArrowUp, IconMailOff, IconMailSearch } from '@tabler/icons-react';
import { FormattedMessage } from 'react-intl';
import { Link } from 'react-router';
import { Failure } from '../shell/Failure';
import { Nothing } from '../shell/Nothing';
import { PageTitle } from '../shell/PageTitle';
import { RowsLoading } from '../shell/RowsLoading';
import { DeliveryCards } from './DeliveryCards';
import { DeliveryTable } from './DeliveryTable';
import { FilterBar } from './FilterBar';
import { useFilters } from './filters';
import classes from './log.module.css';
import { useConfigurationPath } from './useConfigurationPath';
import { useDeliveries } from './useDeliveries';

/** Every delivery of the tenant, newest first, as it happens. */
export function MailLogsPage() {
  const filtering = useFilters();
  const { list, rows, fresh, showFresh } = useDeliveries(filtering.filters);
  const phone = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  return (
    <Stack gap="lg">
      <PageTitle title="ui.log.title" intro="ui.log.intro" />
      <FilterBar {...filtering} />
      {list.isPending && <RowsLoading />}
      {list.isError && <Failure error={list.error} retry={() => void list.refetch()} />}
      {list.isSuccess && (
        <div data-log-list aria-busy={list.isFetching}>
          <output className={classes.fresh}>
            {fresh > 0 && (
              <Button
                size="xs"
                radius="xl"
                leftSection={<IconArrowUp size={16} aria-hidden />}
                onClick={() => {
                  showFresh();
                  window.scrollTo({ top: 0 });
                }}
              >
                <FormattedMessage id="ui.log.new" values={{ count: fresh }} />
              </Button>
            )}
          </output>
          {rows.length === 0 ? (
            <NoRows filtered={filtering.count > 0} clear={filtering.clear} />
          ) : (
            <Stack gap="md">
              {phone ? <DeliveryCards rows={rows} /> : <DeliveryTable rows={rows} />}
              <Group justify="center">
                {list.hasNextPage ? (
                  <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                    <FormattedMessage id="ui.log.older" />
                  </Button>
                ) : (
                  <Text size="sm" c="dimmed">
                    <FormattedMessage id="ui.log.end" />
                  </Text>
                )}
              </Group>
            </Stack>
          )}
        </div>
      )}
    </Stack>
  );
}

function NoRows({ filtered, clear }: { filtered: boolean; clear: () => void }) {
  const configuration = useConfigurationPath();
  return filtered ? (
    <Nothing icon={IconMailSearch} title="ui.log.noMatch.title" text="ui.log.noMatch.text">
      <Button variant="default" onClick={clear}>
        <FormattedMessage id="ui.log.filter.clear" />
      </Button>
    </Nothing>
  ) : (
    <Nothing icon={IconMailOff} title="ui.log.empty.title" text="ui.log.empty.text">
      <Button component={Link} to={configuration}>
        <FormattedMessage id="ui.log.empty.action" />
      </Button>
    </Nothing>
  );
}
