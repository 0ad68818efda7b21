import { Paper, Table, VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import { FormattedMessage } from 'react-intl';
import classes from './StackedTable.module.css';

interface Props {
  /** Key of the text that tells a screen reader what the table lists. */
  caption: string;
  /** Keys of the column headings. */
  columns: string[];
  /** Rows; a cell's `data-label` stands beside it where the table is shown as cards. */
  children: ReactNode;
}

/** A table that becomes a stack of cards on a phone. */
export function StackedTable({ caption, columns, children }: Props) {
  return (
    <Paper withBorder className={classes.frame}>
      <Table className={classes.table} verticalSpacing="sm" horizontalSpacing="md">
        <caption className={classes.caption}>
          <VisuallyHidden>
            <FormattedMessage id={caption} />
          </VisuallyHidden>
        </caption>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th key={column} scope="col">
                <FormattedMessage id={column} />
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>{children}</Table.Tbody>
      </Table>
    </Paper>
  );
}
