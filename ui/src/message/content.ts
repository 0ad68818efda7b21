/** A stored message as people read it. */
export interface MessageContent {
  headers: { name: string; value: string }[];
  html: string | null;
  text: string | null;
  attachments: { name: string | null; type: string; size: number }[];
}

export interface MessageLink {
  href: string;
  label: string;
}

/** The web links of a message, each once, in their order; an inert document is read, nothing of it runs or loads. */
export function linksOf(content: Pick<MessageContent, 'html' | 'text'>): MessageLink[] {
  const found = content.html ? anchors(content.html) : addresses(content.text ?? '');
  const unique = new Map<string, MessageLink>();
  for (const link of found) {
    if (isWeb(link.href) && !unique.has(link.href)) unique.set(link.href, link);
  }
  return [...unique.values()];
}

function anchors(html: string): MessageLink[] {
  const page = new DOMParser().parseFromString(html, 'text/html');
  return [...page.querySelectorAll('a[href]')].map((a) => {
    const href = a.getAttribute('href') ?? '';
    return { href, label: a.textContent?.replace(/\s+/g, ' ').trim() || href };
  });
}

function addresses(text: string): MessageLink[] {
  return [...text.matchAll(/https?:\/\/[^\s<>"]+[^\s<>".,;:!?)]/g)].map(([href]) => ({ href, label: href }));
}

function isWeb(href: string): boolean {
  try {
    return ['http:', 'https:'].includes(new URL(href).protocol);
  } catch {
    return false;
  }
}
