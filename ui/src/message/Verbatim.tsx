import classes from './message.module.css';

interface Props {
  children: string;
  /** What it is, for a screen reader. */
  label: string;
  code?: boolean;
}

/** Text as it is, line by line; scrolls by keyboard too. */
export function Verbatim({ children, label, code = false }: Props) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <section aria-label={label} tabIndex={0} className={classes.text} data-code={code || undefined}>
      {children}
    </section>
  );
}
