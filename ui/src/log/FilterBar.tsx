import { Button, Collapse, NativeSelect, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useDebouncedCallback, useDisclosure, useMediaQuery } from '@mantine/hooks';
import { IconFilter, IconFilterOff } from '@tabler/icons-react';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { KINDS, STATES } from './deliveries';
import type { FilterName, useFilters } from './filters';

type Props = ReturnType<typeof useFilters>;

/** What of the mail log is shown. On a phone it folds away behind a button that says how many filters are set. */
export function FilterBar({ filters, set, clear, count }: Props) {
  const intl = useIntl();
  const phone = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  const [open, { toggle }] = useDisclosure(false);
  const say = (id: string) => intl.formatMessage({ id });
  const any = { value: '', label: say('ui.log.filter.any') };
  return (
    <Stack gap="sm" component="search" aria-label={say('ui.log.filter.title')}>
      {phone && (
        <Button
          variant="default"
          leftSection={<IconFilter size={18} aria-hidden />}
          onClick={toggle}
          aria-expanded={open}
        >
          <FormattedMessage id="ui.log.filter.show" values={{ count }} />
        </Button>
      )}
      <Collapse expanded={!phone || open}>
        <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} spacing="sm">
          <NativeSelect
            label={say('ui.log.filter.state')}
            value={filters.state ?? ''}
            onChange={(event) => set('state', event.currentTarget.value)}
            data={[any, ...STATES.map((value) => ({ value, label: say(`ui.log.state.${value}`) }))]}
          />
          <NativeSelect
            label={say('ui.log.filter.kind')}
            value={filters.kind ?? ''}
            onChange={(event) => set('kind', event.currentTarget.value)}
            data={[any, ...KINDS.map((value) => ({ value, label: say(`ui.log.kind.${value}`) }))]}
          />
          <TypedFilter name="recipient" type="email" filters={filters} set={set} />
          <TypedFilter name="subject" type="search" filters={filters} set={set} />
          <TextInput
            type="date"
            label={say('ui.log.filter.since')}
            value={filters.since ?? ''}
            max={filters.until}
            onChange={(event) => set('since', event.currentTarget.value)}
          />
          <TextInput
            type="date"
            label={say('ui.log.filter.until')}
            value={filters.until ?? ''}
            min={filters.since}
            onChange={(event) => set('until', event.currentTarget.value)}
          />
        </SimpleGrid>
      </Collapse>
      {count > 0 && (
        <div>
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconFilterOff size={16} aria-hidden />}
            onClick={clear}
          >
            <FormattedMessage id="ui.log.filter.clear" />
          </Button>
        </div>
      )}
    </Stack>
  );
}

interface TypedProps extends Pick<Props, 'filters' | 'set'> {
  name: Extract<FilterName, 'recipient' | 'subject'>;
  type: 'email' | 'search';
}

/** A filter that is typed: it takes effect when the typing pauses. */
function TypedFilter({ name, type, filters, set }: TypedProps) {
  const intl = useIntl();
  const applied = filters[name] ?? '';
  const [text, setText] = useState(applied);
  const [seen, setSeen] = useState(applied);
  const apply = useDebouncedCallback((value: string) => set(name, value.trim()), 350);
  if (seen !== applied) {
    setSeen(applied);
    if (text.trim() !== applied) setText(applied);
  }
  return (
    <TextInput
      type="search"
      inputMode={type}
      label={intl.formatMessage({ id: `ui.log.filter.${name}` })}
      placeholder={intl.formatMessage({ id: `ui.log.filter.${name}.hint` })}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        apply(event.currentTarget.value);
      }}
    />
  );
}
