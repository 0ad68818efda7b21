import { QueryClient } from '@tanstack/react-query';
import { ApiProblem } from '../api/problem';

/** A memory for answers: repeats what a network hiccup broke, never what the server refused. */
export function queryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (failures, error) => !(error instanceof ApiProblem && error.status < 500) && failures < 2,
      },
    },
  });
}
