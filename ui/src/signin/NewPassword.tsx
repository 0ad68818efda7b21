import { PasswordInput } from '@mantine/core';
import { useIntl } from 'react-intl';

export const PASSWORD_LENGTH = 12;

interface Props {
  value: string;
  change: (value: string) => void;
  error?: string | undefined;
}

/** A password to be set: long rather than odd. */
export function NewPassword({ value, change, error }: Props) {
  const intl = useIntl();
  return (
    <PasswordInput
      label={intl.formatMessage({ id: 'ui.signin.password.new' })}
      description={intl.formatMessage({ id: 'ui.signin.password.rule' }, { length: PASSWORD_LENGTH })}
      autoComplete="new-password"
      value={value}
      onChange={(event) => change(event.currentTarget.value)}
      error={error}
      visibilityToggleButtonProps={{ 'aria-label': intl.formatMessage({ id: 'ui.signin.password.show' }) }}
    />
  );
}
