import { useMutation } from '@tanstack/react-query';
import { api } from '../api/client';
import { useNotice } from './notice';

/** Ends this session, or every session; the page starts anew so that nothing of it stays in memory. */
export function useSignOut() {
  const notice = useNotice();
  return useMutation({
    mutationFn: (everywhere: boolean) => api.post(everywhere ? '/v1/log-out-everywhere' : '/v1/log-out'),
    onSuccess: () => window.location.assign('/sign-in'),
    onError: notice.failed,
  });
}
