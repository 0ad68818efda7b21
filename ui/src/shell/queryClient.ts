import { notifyManager, QueryClient } from '@tanstack/react-query';
import { ApiProblem } from '../api/problem';
import { afterPress } from './press';

/**
 * A memory for answers: repeats what a network hiccup broke, never what the server refused.
 *
 * It asks although the browser believes to be offline: the server may stand on this machine or in this house, and a form that waits
 * in silence for a network that is not needed is worse than one that says that the server could not be reached.
 *
 * What it hears during a press shows after it.
 */
export function queryClient(): QueryClient {
  notifyManager.setScheduler(afterPress);
  return new QueryClient({
    defaultOptions: {
      mutations: { networkMode: 'always' },
      queries: {
        networkMode: 'always',
        staleTime: 5_000,
        retry: (failures, error) => !(error instanceof ApiProblem && error.status < 500) && failures < 2,
      },
    },
  });
}
