import { api } from '../api/client';
import type { TestResult, TestStep } from './relays';

type Line = { step?: TestStep; result?: TestResult };

/** Sends a test message by a mail service's drafted settings, and tells each step as it happens. */
export async function runTest(relayId: string, to: string, each: (step: TestStep) => void): Promise<TestResult> {
  let result: TestResult | undefined;
  await api.lines(`/v1/relays/${relayId}/test`, { to: to.trim() }, (line) => {
    const { step, result: last } = line as Line;
    if (step) each(step);
    if (last) result = last;
  });
  if (!result) throw new Error('the test ended without a result');
  return result;
}
