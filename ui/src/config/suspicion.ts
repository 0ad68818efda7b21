import type { Provider } from './providers';
import { trimmed, type Values } from './relayForm';

/** Something typed that is most likely a mix-up; told below the fields, never refused. */
export interface Suspicion {
  text: string;
  values?: Record<string, string>;
  /** What one press would put there instead. */
  instead?: Partial<Values>;
}

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const AWS_KEY_ID = /^A(?:KIA|SIA)[A-Z0-9]{12,20}$/;
/** A secret access key has 40 characters; the SMTP password made of it has 44. */
const AWS_SECRET = /^[A-Za-z0-9/+]{40}$/;
const GMAIL_APP_PASSWORD = /^[a-z]{16}$/i;
const SENDGRID_KEY = /^SG\./;

/** Mix-ups of the log-in as it stands; nothing while a field is empty. */
export function suspicions(values: Values, provider: Provider | undefined): Suspicion[] {
  const server = values.server.trim().toLowerCase();
  const login: LogIn = {
    always: provider?.usernameValue ?? undefined,
    username: values.username.trim(),
    password: trimmed(values, 'password'),
    google: provider?.id === 'gmail' || server === 'smtp.gmail.com',
    sendgrid: server.endsWith('sendgrid.net'),
    amazon: /\bamazonaws\.com$/.test(server),
  };
  return [inPlaceOfSecret(login) ?? ofOtherKind(login), keyAsUsername(login) ?? fixedUsername(login)].filter(
    (each) => each !== undefined,
  );
}

interface LogIn {
  /** The user name that everybody has at this provider. */
  always: string | undefined;
  username: string;
  password: string;
  google: boolean;
  sendgrid: boolean;
  amazon: boolean;
}

/** The id of a secret in place of its value. */
function inPlaceOfSecret({ password, sendgrid }: LogIn): Suspicion | undefined {
  if (AWS_KEY_ID.test(password)) return { text: 'ui.config.suspicion.aws_key_id' };
  if (sendgrid && password !== '' && !SENDGRID_KEY.test(password)) return { text: 'ui.config.suspicion.sendgrid_id' };
  if (GUID.test(password)) return { text: 'ui.config.suspicion.secret_id' };
  return undefined;
}

/** A password that exists but is not for this. */
function ofOtherKind({ password, google, amazon }: LogIn): Suspicion | undefined {
  if (google && password !== '' && !GMAIL_APP_PASSWORD.test(password)) {
    return { text: 'ui.config.suspicion.gmail_password' };
  }
  return amazon && AWS_SECRET.test(password) ? { text: 'ui.config.suspicion.aws_secret' } : undefined;
}

/** The secret itself where everybody can read it. */
function keyAsUsername({ username }: LogIn): Suspicion | undefined {
  return SENDGRID_KEY.test(username)
    ? { text: 'ui.config.suspicion.key_as_username', instead: { username: 'apikey', password: username } }
    : undefined;
}

/** A provider where every account has the same user name. */
function fixedUsername({ username, password, sendgrid, always }: LogIn): Suspicion | undefined {
  const wanted = always ?? (sendgrid || SENDGRID_KEY.test(password) ? 'apikey' : undefined);
  return wanted && username !== '' && username !== wanted
    ? { text: 'ui.config.suspicion.fixed_username', values: { username: wanted }, instead: { username: wanted } }
    : undefined;
}
