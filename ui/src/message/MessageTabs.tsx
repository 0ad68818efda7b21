import { Anchor, Group, List, Stack, Tabs, Text, Title } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { linksOf, type MessageContent } from './content';
import classes from './message.module.css';
import { SandboxedFrame } from './SandboxedFrame';
import { Size } from './Size';
import { Verbatim } from './Verbatim';

interface Props {
  content: MessageContent;
  /** The message as it came over the wire, where it may be seen. */
  source?: string;
  /** Whether a person may follow the links of this message. */
  links?: boolean;
}

/** A message as its recipient sees it, as text, and as header fields. */
export function MessageTabs({ content, source, links = false }: Props) {
  const intl = useIntl();
  const [tab, setTab] = useState<string | null>(content.html ? 'preview' : 'text');
  return (
    <Stack gap="md">
      <Tabs value={tab} onChange={setTab} keepMounted={false}>
        <Tabs.List mb="sm">
          <Tabs.Tab value="preview">
            <FormattedMessage id="ui.log.content.preview" />
          </Tabs.Tab>
          <Tabs.Tab value="text">
            <FormattedMessage id="ui.log.content.text" />
          </Tabs.Tab>
          <Tabs.Tab value="headers">
            <FormattedMessage id="ui.log.content.headers" />
          </Tabs.Tab>
          {source !== undefined && (
            <Tabs.Tab value="source">
              <FormattedMessage id="ui.log.content.source" />
            </Tabs.Tab>
          )}
        </Tabs.List>
        <Tabs.Panel value="preview">
          {content.html ? (
            <Stack gap="xs">
              <SandboxedFrame
                html={content.html}
                links={links}
                title={intl.formatMessage({ id: 'ui.log.content.frame' })}
              />
              <Text size="sm" c="dimmed">
                <FormattedMessage id="ui.log.content.safe" />
              </Text>
            </Stack>
          ) : (
            <Text c="dimmed">
              <FormattedMessage id="ui.log.content.noHtml" />
            </Text>
          )}
        </Tabs.Panel>
        <Tabs.Panel value="text">
          {content.text ? (
            <Verbatim label={intl.formatMessage({ id: 'ui.log.content.text' })}>{content.text}</Verbatim>
          ) : (
            <Text c="dimmed">
              <FormattedMessage id="ui.log.content.noText" />
            </Text>
          )}
        </Tabs.Panel>
        <Tabs.Panel value="headers">
          <dl className={classes.header}>
            {numbered(content.headers).map(([key, field]) => (
              <HeaderField key={key} name={field.name} value={field.value} />
            ))}
          </dl>
        </Tabs.Panel>
        {source !== undefined && (
          <Tabs.Panel value="source">
            <Verbatim label={intl.formatMessage({ id: 'ui.log.content.source' })} code>
              {source}
            </Verbatim>
          </Tabs.Panel>
        )}
      </Tabs>
      <Attachments content={content} />
      {links && <Links content={content} />}
    </Stack>
  );
}

function HeaderField({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd className={classes.code}>{value}</dd>
    </>
  );
}

function Attachments({ content }: { content: MessageContent }) {
  if (content.attachments.length === 0) return null;
  return (
    <div>
      <Title order={3} size="h5" mb={4}>
        <FormattedMessage id="ui.log.content.attachments" values={{ count: content.attachments.length }} />
      </Title>
      <List listStyleType="none" spacing={4}>
        {numbered(content.attachments).map(([key, file]) => (
          <List.Item key={key}>
            <Group gap="xs" wrap="nowrap">
              <IconPaperclip size={16} aria-hidden />
              <Text span style={{ overflowWrap: 'anywhere' }}>
                {file.name ?? file.type}
              </Text>
              <Text span c="dimmed" size="sm">
                <Size bytes={file.size} />
              </Text>
            </Group>
          </List.Item>
        ))}
      </List>
    </div>
  );
}

function Links({ content }: { content: MessageContent }) {
  const found = linksOf(content);
  if (found.length === 0) return null;
  return (
    <div>
      <Title order={3} size="h5" mb={4}>
        <FormattedMessage id="ui.log.content.links" />
      </Title>
      <List spacing={4}>
        {found.map((link) => (
          <List.Item key={link.href}>
            <Anchor href={link.href} target="_blank" rel="noopener noreferrer" style={{ overflowWrap: 'anywhere' }}>
              {link.label}
            </Anchor>{' '}
            <Text span size="sm" c="dimmed">
              <FormattedMessage id="ui.log.content.newTab" />
            </Text>
          </List.Item>
        ))}
      </List>
    </div>
  );
}

/** A message never changes, so a part's place in it is its identity. */
function numbered<T>(parts: T[]): [string, T][] {
  return parts.map((part, at) => [String(at), part]);
}
