import type { Attempt, Delivery, DeliveryDetail } from '../../src/log/deliveries';

const UNKNOWN = {
  code: 'recipient.unknown',
  actor: 'recipient' as const,
  text: 'There is no such mailbox at the recipient’s server.',
  steps: ['Check the address for typing errors.'],
};

/** A delivery of the played log; a higher number is a newer one. */
export function delivery(number: number, part: Partial<Delivery> = {}): Delivery {
  const id = `0193a000-0000-7000-8000-${String(number).padStart(12, '0')}`;
  return {
    id,
    submissionId: `s-${number}`,
    recipient: 'anna@klient.example',
    state: 'accepted',
    subject: `Order ${number}`,
    kind: 'message',
    sender: '"Flower Shop" <orders@shop.example>',
    createdAt: new Date(Date.UTC(2026, 10, 23, 12, 0, number)).toISOString(),
    updatedAt: new Date(Date.UTC(2026, 10, 23, 12, 0, number)).toISOString(),
    attempts: 1,
    nextAttemptAt: null,
    cause: null,
    ...part,
  };
}

export function refused(number: number): Delivery {
  return delivery(number, { state: 'failed', subject: 'Your parcel', cause: UNKNOWN });
}

export function attempt(part: Partial<Attempt> = {}): Attempt {
  return {
    number: 1,
    startedAt: '2026-11-23T12:00:00Z',
    millis: 412,
    outcome: 'accepted',
    reply: '250 2.0.0 OK',
    cause: null,
    relay: { owner: 'tenant', id: 'r', server: 'smtp.shop.example' },
    phase: 'message',
    steps: [
      { name: 'resolve', ok: true, millis: 3 },
      { name: 'connect', ok: true, millis: 20 },
    ],
    conversation: ['S: 220 mail.example ESMTP', 'C: AUTH PLAIN ********'],
    next: 'done',
    nextAt: null,
    ...part,
  };
}

/** The whole of a delivery, with one attempt that was refused. */
export function refusedDetail(number: number): DeliveryDetail {
  return {
    ...refused(number),
    message: { messageId: '<1@fromline.example>', sender: '"Flower Shop" <orders@shop.example>', returnPath: null },
    decision: {
      mode: 'custom',
      identity: 'orders@shop.example',
      relay: { owner: 'tenant', id: 'r', version: 3, server: 'smtp.shop.example' },
      plan: 'pro',
      reasons: ['The chosen mode is custom.'],
      detours: [],
    },
    attempts: [
      attempt({
        outcome: 'refused',
        reply: '550 5.1.1 No such user',
        cause: UNKNOWN,
        phase: 'recipient',
        next: 'give-up',
        steps: [
          { name: 'sender', ok: true, millis: 9 },
          { name: 'recipient', ok: false, millis: 8 },
        ],
      }),
    ],
  };
}

/** What a hostile message may contain. */
export const MESSAGE = {
  headers: [
    { name: 'From', value: '"Flower Shop" <orders@shop.example>' },
    { name: 'Subject', value: 'Your parcel' },
  ],
  html: `<p>Hello Anna</p><a href="http://127.0.0.1:9/verify/abc">Verify</a><a href="javascript:alert(1)">Never</a>
    <script>top.document.title = 'taken over'</script><img src="http://127.0.0.1:9/spy.png">`,
  text: 'Hello Anna',
  attachments: [{ name: 'invoice.pdf', type: 'application/pdf', size: 48_213 }],
};
