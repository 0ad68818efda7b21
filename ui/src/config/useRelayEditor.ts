import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { api } from '../api/client';
import { afterPress } from '../shell/press';
import {
  bodyOf,
  changed,
  cleaned as cleanedForm,
  EMPTY,
  fingerprint,
  valuesOf,
  PLACE,
  withDetected,
  withPlace,
  withProvider,
  type Field,
  type Values,
} from './relayForm';
import type { Detected, Provider } from './providers';
import type { Relay, TestStep } from './relays';
import { runTest } from './runTest';

/** Why Save is or is not active. */
export type Readiness = 'untouched' | 'untested' | 'changed' | 'failed' | 'passed';

/** Whether what is set up sends from then on, or stands by. */
export type Place = 'active' | 'standby';

const FIELDS = Object.keys(EMPTY) as Field[];

/** The life of the form: edit, store as a draft and test, save once a test of exactly this has passed. */
export function useRelayEditor(relay: Relay | null, place: Place, saved: () => void, first: () => Values) {
  const client = useQueryClient();
  const [values, setValues] = useState<Values>(() => (relay ? valuesOf(relay) : first()));
  const [stored, setStored] = useState<Relay | null>(relay);
  const [start] = useState(() => fingerprint(values));
  const [kept, setKept] = useState(start);
  const [passed, setPassed] = useState(relay?.canActivate ? start : null);
  const [failed, setFailed] = useState<string | null>(null);
  const [cleaned, setCleaned] = useState<Field | null>(null);
  const [steps, setSteps] = useState<TestStep[]>([]);
  // What the person put there by hand; a look-up never writes over it.
  const typed = useRef(new Set<Field>(relay ? FIELDS : values.provider ? ['provider'] : []));
  const now = fingerprint(values);

  const test = useMutation({
    mutationFn: async (to: string) => {
      setSteps([]);
      setFailed(null);
      const relayId = stored && now === kept ? stored.id : await keep();
      return runTest(relayId, to, (step) => setSteps((before) => [...before, step]));
    },
    onSuccess: (result) => {
      setSteps(result.steps);
      if (result.passed) setPassed(now);
      else {
        setPassed(null);
        setFailed(now);
      }
    },
    onError: () => setPassed(null),
  });

  async function keep(): Promise<string> {
    const body = bodyOf(values);
    const relay = stored
      ? await api.patch<Relay>(`/v1/relays/${stored.id}`, body)
      : await api.post<Relay>('/v1/relays', body);
    setStored(relay);
    setKept(now);
    return relay.id;
  }

  const save = useMutation({
    mutationFn: () => api.post(`/v1/relays/${stored!.id}/${place === 'standby' ? 'standby' : 'activate'}`),
    onSuccess: async () => {
      await client.invalidateQueries();
      saved();
    },
  });

  return {
    values,
    stored,
    steps,
    test,
    save,
    cleaned,
    readiness: readiness(now, start, passed, failed, relay !== null),
    change: (field: Field, value: string) => {
      if (value === '') typed.current.delete(field);
      else typed.current.add(field);
      setCleaned(null);
      setValues((before) => changed(before, field, value));
    },
    choose: (provider: Provider) => {
      for (const field of PLACE) typed.current.delete(field);
      typed.current.add('provider');
      setCleaned(null);
      setValues((before) => withProvider(before, provider, typed.current));
    },
    found: (address: string, detected: Detected, providers: Provider[]) =>
      setValues((before) => withDetected(before, typed.current, address, detected, providers)),
    takeFound: (detected: Detected, provider: Provider | undefined) =>
      setValues((before) => withPlace(before, detected, provider)),
    put: (some: Partial<Values>) => {
      for (const field of Object.keys(some) as Field[]) typed.current.add(field);
      setValues((before) => ({ ...before, ...some }));
    },
    clean: (field: Field) => {
      const clean = cleanedForm(values, field);
      if (clean[field] === values[field]) return;
      setValues(clean);
      // A line more below the field: not under a press.
      afterPress(() => setCleaned(field));
    },
  };
}

export type RelayEditing = ReturnType<typeof useRelayEditor>;

function readiness(
  now: string,
  start: string,
  passed: string | null,
  failed: string | null,
  existing: boolean,
): Readiness {
  if (passed === now) return 'passed';
  if (failed === now) return 'failed';
  if (passed !== null || failed !== null) return 'changed';
  return existing && now === start ? 'untouched' : 'untested';
}
