import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client';
import {
  bodyOf,
  changed,
  EMPTY,
  fingerprint,
  trimmed,
  valuesOf,
  withProvider,
  type Field,
  type Values,
} from './relayForm';
import type { Provider, Relay, TestResult, TestStep } from './relays';

/** Why Save is or is not active. */
export type Readiness = 'untouched' | 'untested' | 'changed' | 'failed' | 'passed';

type TestLine = { step?: TestStep; result?: TestResult };

/** The life of the form: edit, store as a draft and test, save once a test of exactly this has passed. */
export function useRelayEditor(relay: Relay | null, owner: Partial<Values>, saved: () => void) {
  const client = useQueryClient();
  const [values, setValues] = useState<Values>(() => (relay ? valuesOf(relay) : { ...EMPTY, ...owner }));
  const [stored, setStored] = useState<Relay | null>(relay);
  const [start] = useState(() => fingerprint(values));
  const [kept, setKept] = useState(start);
  const [passed, setPassed] = useState(relay?.canActivate ? start : null);
  const [failed, setFailed] = useState<string | null>(null);
  const [cleaned, setCleaned] = useState<Field | null>(null);
  const [steps, setSteps] = useState<TestStep[]>([]);
  const now = fingerprint(values);

  const test = useMutation({
    mutationFn: async (to: string) => {
      setSteps([]);
      setFailed(null);
      const relayId = stored && now === kept ? stored.id : await keep();
      return run(relayId, to, (step) => setSteps((before) => [...before, step]));
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
    mutationFn: () => api.post(`/v1/relays/${stored!.id}/activate`),
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
      setCleaned(null);
      setValues((before) => changed(before, field, value));
    },
    choose: (provider: Provider) => setValues((before) => withProvider(before, provider)),
    fill: (some: Partial<Values>) => setValues((before) => ({ ...before, ...some })),
    clean: (field: Field) => {
      const clean = trimmed(values, field);
      if (clean === values[field]) return;
      setValues({ ...values, [field]: clean });
      setCleaned(field);
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

async function run(relayId: string, to: string, each: (step: TestStep) => void): Promise<TestResult> {
  let result: TestResult | undefined;
  await api.lines(`/v1/relays/${relayId}/test`, { to: to.trim() }, (line) => {
    const { step, result: last } = line as TestLine;
    if (step) each(step);
    if (last) result = last;
  });
  if (!result) throw new Error('the test ended without a result');
  return result;
}
