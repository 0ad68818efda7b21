import type { Cause } from './types';

/** The body of an error answer (RFC 9457), as far as the pages use it. */
export interface ProblemBody {
  status?: number;
  title?: string;
  detail?: string;
  code?: string;
  field?: string;
  cause?: string | Cause;
  actor?: Cause['actor'];
  steps?: string[];
  retryAt?: string;
  [extra: string]: unknown;
}

/** An answer other than success: its stable code decides, its detail is shown. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly body: ProblemBody;

  constructor(status: number, body: ProblemBody) {
    super(body.detail ?? body.title ?? `HTTP ${status}`);
    this.name = 'ApiProblem';
    this.status = status;
    this.code = body.code ?? `http.${status}`;
    this.body = body;
  }

  get field(): string | undefined {
    return this.body.field;
  }
}

/** The server could not be reached at all. */
export class Unreachable extends Error {
  override name = 'Unreachable';
}

/** What the server says against this field, to stand beside it. */
export function fieldError(error: unknown, field: string): string | undefined {
  return error instanceof ApiProblem && error.field === field ? error.message : undefined;
}

export function hasCode(error: unknown, code: string): error is ApiProblem {
  return error instanceof ApiProblem && error.code === code;
}
