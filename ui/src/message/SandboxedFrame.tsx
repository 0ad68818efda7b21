import classes from './message.module.css';

interface Props {
  html: string;
  title: string;
  /** Links open in a new tab; otherwise they do nothing. */
  links?: boolean;
}

// The message may say anything. No scripts and no origin come from the sandbox; nothing is loaded from elsewhere by the policy.
const POLICY =
  "default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'";

/** Shows the HTML of a message so that it can neither run anything, nor load anything, nor reach this page. */
export function SandboxedFrame({ html, title, links = false }: Props) {
  const head = `<!doctype html><meta charset="utf-8"><meta name="color-scheme" content="light"><meta http-equiv="Content-Security-Policy" content="${POLICY}"><base target="_blank">`;
  return (
    <iframe
      className={classes.frame}
      title={title}
      sandbox={links ? 'allow-popups allow-popups-to-escape-sandbox' : ''}
      referrerPolicy="no-referrer"
      srcDoc={head + html}
    />
  );
}
