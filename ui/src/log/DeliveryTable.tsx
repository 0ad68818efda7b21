import { Paper, Table, Text, VisuallyHidden } from '@mantine/core';
import { FormattedMessage } from 'react-intl';
import { Link, useLocation } from 'react-router';
import { When } from '../shell/When';
import type { Delivery } from './deliveries';
import { DeliveryNote } from './DeliveryNote';
import classes from './log.module.css';
import { StateBadge } from './StateBadge';

/** The mail log on a wide screen. */
export function DeliveryTable({ rows }: { rows: Delivery[] }) {
  return (
    <Paper withBorder className={classes.frame}>
      <Table className={classes.table} verticalSpacing="sm" horizontalSpacing="md">
        <caption className={classes.caption}>
          <VisuallyHidden>
            <FormattedMessage id="ui.log.list" />
          </VisuallyHidden>
        </caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w="9.5rem">
              <FormattedMessage id="ui.log.column.state" />
            </Table.Th>
            <Table.Th>
              <FormattedMessage id="ui.log.column.subject" />
            </Table.Th>
            <Table.Th w="25%">
              <FormattedMessage id="ui.log.column.recipient" />
            </Table.Th>
            <Table.Th w="8rem">
              <FormattedMessage id="ui.log.column.kind" />
            </Table.Th>
            <Table.Th w="9.5rem">
              <FormattedMessage id="ui.log.column.created" />
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Row key={row.id} row={row} />
          ))}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}

function Row({ row }: { row: Delivery }) {
  const { search } = useLocation();
  return (
    <Table.Tr className={classes.row}>
      <Table.Td>
        <StateBadge state={row.state} />
      </Table.Td>
      <Table.Td>
        <div className={classes.clip}>
          <Link to={row.id} state={{ search }} className={classes.open} title={row.subject}>
            {row.subject || <FormattedMessage id="ui.log.noSubject" />}
          </Link>
        </div>
        <DeliveryNote row={row} />
      </Table.Td>
      <Table.Td>
        <Text size="sm" className={classes.clip} title={row.recipient}>
          {row.recipient}
        </Text>
      </Table.Td>
      <Table.Td>
        <Text size="sm">
          <FormattedMessage id={`ui.log.kind.${row.kind}`} />
        </Text>
      </Table.Td>
      <Table.Td>
        <Text size="sm">
          <When iso={row.createdAt} />
        </Text>
      </Table.Td>
    </Table.Tr>
  );
}
