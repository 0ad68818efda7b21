import type { MessageContent } from '../message/content';

/** A message in the demo's mail server. */
export interface InboxMessage {
  id: string;
  mailbox: string;
  from: string;
  subject: string;
  receivedAt: string;
}

export interface Inbox {
  items: InboxMessage[];
  mailboxes: string[];
  next?: string | null;
}

export interface InboxMessageDetail extends InboxMessage, MessageContent {
  source: string;
}
