import { Anchor, Select, Text, type ComboboxItem, type ComboboxParsedItem, type OptionsFilter } from '@mantine/core';
import { useLayoutEffect, useRef, useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link } from 'react-router';
import { usePath } from '../shell/paths';
import classes from './config.module.css';
import { ANY, grouped, looksLike, type Provider } from './providers';
import { UsualServer } from './UsualServer';
import type { RelayEditing } from './useRelayEditor';

/** The catalogue: whose service the mail shall leave by. */
export function ProviderChoice({ providers, editing }: { providers: Provider[]; editing: RelayEditing }) {
  const intl = useIntl();
  const path = usePath();
  const byId = new Map(providers.map((provider) => [provider.id, provider]));
  const chosen = editing.values.provider || null;
  const { input, text, type, value, started, ended } = useSearch(chosen);
  return (
    <div>
      <Select<string>
        searchable
        allowDeselect={false}
        label={intl.formatMessage({ id: 'ui.config.custom.provider' })}
        placeholder={intl.formatMessage({ id: 'ui.config.custom.provider.search' })}
        openOnFocus={false}
        withScrollArea={false}
        styles={{ options: { maxHeight: 320, overflowY: 'auto' } }}
        data={data(providers)}
        filter={filterBy(byId)}
        renderOption={({ option }) => <Option provider={byId.get(option.value)!} />}
        ref={input}
        value={value}
        searchValue={text}
        onSearchChange={type}
        onInput={started}
        onBlur={ended}
        onOptionSubmit={(id) => {
          ended();
          editing.choose(byId.get(id)!);
        }}
      />
      <div className={classes.below}>
        <Anchor component={Link} to={path('providers')} size="sm">
          <FormattedMessage id="ui.config.custom.provider.all" />
        </Anchor>
      </div>
    </div>
  );
}

/**
 * A provider that a look-up chooses while the field is in use: it takes no word out of a search, but shows once that is over; and where
 * nothing was typed yet, what is typed next takes its place.
 */
function useSearch(chosen: string | null) {
  const input = useRef<HTMLInputElement>(null);
  const [text, type] = useState('');
  const [before, setBefore] = useState<{ value: string | null } | null>(null);
  useLayoutEffect(() => {
    if (!before && input.current === document.activeElement) input.current?.select();
  }, [text, before]);
  return {
    input,
    text,
    type,
    value: before ? before.value : chosen,
    started: () => setBefore((since) => since ?? { value: chosen }),
    ended: () => setBefore(null),
  };
}

function data(providers: Provider[]): ComboboxParsedItem[] {
  return grouped(providers).flatMap(({ name, providers }): ComboboxParsedItem[] =>
    name ? [{ group: name, items: providers.map(item) }] : providers.map(item),
  );
}

function item({ id, name }: Provider): ComboboxItem {
  return { value: id, label: name };
}

/** Those that match, and always the one that stands for any server: nobody's search ends with nothing to choose. */
function filterBy(byId: Map<string, Provider>): OptionsFilter {
  const fits = ({ value }: ComboboxItem, search: string) => value === ANY || looksLike(byId.get(value)!, search);
  return ({ options, search }) =>
    options.flatMap((each): ComboboxParsedItem[] => {
      if (!('group' in each)) return fits(each, search) ? [each] : [];
      const items = each.items.filter((item) => fits(item as ComboboxItem, search));
      return items.length > 0 ? [{ ...each, items }] : [];
    });
}

function Option({ provider }: { provider: Provider }) {
  return (
    <span>
      <Text span size="sm" display="block">
        {provider.name}
      </Text>
      <Text span size="xs" c="dimmed">
        <UsualServer provider={provider} />
      </Text>
    </span>
  );
}
