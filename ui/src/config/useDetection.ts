import { useDebouncedCallback } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { api } from '../api/client';
import { afterPress } from '../shell/press';
import { ADDRESS, PAUSE, type Detected } from './providers';

/**
 * Looks up the mail service behind an address: once typing pauses or the field is left, and for the last address only.
 *
 * @param given an address that was there before anything was typed
 */
export function useDetection(found: (address: string, detected: Detected) => void, given = '') {
  const asking = useRef<AbortController>(null);
  const last = useRef('');
  const lookUp = useMutation({
    mutationFn: async ({ address, signal }: { address: string; signal: AbortSignal }) => {
      const detected = await api.post<Detected>('/v1/providers/detect', { address }, signal);
      await new Promise<void>(afterPress);
      return detected;
    },
    onSuccess: (detected, { address, signal }) => {
      if (!signal.aborted) found(address, detected);
    },
  });
  function now(address: string) {
    if (address === last.current || !ADDRESS.test(address)) return;
    last.current = address;
    asking.current?.abort();
    asking.current = new AbortController();
    lookUp.mutate({ address, signal: asking.current.signal });
  }
  const ask = useDebouncedCallback(now, PAUSE);
  useEffect(() => {
    now(given);
    return () => {
      last.current = '';
      asking.current?.abort();
    };
    // oxlint-disable-next-line react/exhaustive-deps -- only what was there at the start
  }, []);

  function cancel() {
    ask.cancel();
    asking.current?.abort();
    lookUp.reset();
  }

  return {
    /** The address as far as it is typed. */
    typed: (text: string) => {
      const address = text.trim();
      if (address !== last.current) {
        cancel();
        last.current = '';
      }
      ask(address);
    },
    /** The field was left: no need to wait. */
    left: () => ask.flush(),
    cancel,
    running: lookUp.isPending,
    detected: lookUp.data,
    error: lookUp.error,
  };
}

export type Detection = ReturnType<typeof useDetection>;
