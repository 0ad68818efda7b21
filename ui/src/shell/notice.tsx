import { notifications } from '@mantine/notifications';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useCallback, useMemo, type ReactNode } from 'react';
import { useIntl } from 'react-intl';
import { ApiProblem, Unreachable } from '../api/problem';
import { FormFailure } from './FormFailure';

/** Puts any failure into words: the server's own where it answered. */
export function useWords(): (error: unknown) => string {
  const intl = useIntl();
  return useCallback(
    (error) => {
      if (error instanceof ApiProblem && error.body.detail) return error.body.detail;
      if (error instanceof Unreachable) return intl.formatMessage({ id: 'ui.shell.failure.unreachable' });
      return intl.formatMessage({ id: 'ui.shell.failure.unexpected' });
    },
    [intl],
  );
}

interface Notice {
  /** Something was done: a passing word at the edge of the page. */
  done: (id: string, values?: Record<string, string | number>) => void;
  /** Something failed that no place on the page can show. */
  failed: (error: unknown) => void;
  /** The same, to stand in the page. */
  inline: (error: unknown) => ReactNode;
}

export function useNotice(): Notice {
  const intl = useIntl();
  const words = useWords();
  return useMemo(
    () => ({
      done: (id, values) =>
        notifications.show({
          message: intl.formatMessage({ id }, values),
          color: 'green',
          icon: <IconCheck size={18} aria-hidden />,
          closeButtonProps: { 'aria-label': intl.formatMessage({ id: 'ui.shell.close' }) },
        }),
      failed: (error) =>
        notifications.show({
          message: words(error),
          color: 'red',
          autoClose: 12_000,
          icon: <IconAlertTriangle size={18} aria-hidden />,
          closeButtonProps: { 'aria-label': intl.formatMessage({ id: 'ui.shell.close' }) },
        }),
      inline: (error) => <FormFailure error={error} />,
    }),
    [intl, words],
  );
}
