import { DemoError, messageOf, type DemoErrorCode } from '../errors';
import { readSecret } from '../secrets';
import type { FaultControl, FaultState } from './control';

interface ErrorBody {
  readonly error?: { readonly code: DemoErrorCode; readonly message: string };
}

/** The fault switches of an API that runs in another process. */
export function remoteFaults({ url, tokenFile }: { url: string; tokenFile: string }): FaultControl {
  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const token = await readSecret(tokenFile);
    let answer: Response;
    try {
      answer = await fetch(new URL(path, url), {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(10_000),
      });
    } catch (thrown) {
      throw new DemoError('FAULTS_UNREACHABLE', { url, reason: messageOf(thrown) }, { cause: thrown });
    }
    const text = await answer.text();
    if (answer.ok) return JSON.parse(text);
    throw errorFrom(answer.status, text, url);
  };
  const pathOf = (name: string): string => `/api/faults/${encodeURIComponent(name)}`;

  return {
    list: () => call('GET', '/api/faults') as Promise<FaultState[]>,
    set: (name, grade) => call('PUT', pathOf(name), grade ?? {}) as Promise<FaultState>,
    clear: (name) => call('DELETE', pathOf(name)) as Promise<FaultState>,
    clearAll: () => call('DELETE', '/api/faults') as Promise<FaultState[]>,
  };
}

function errorFrom(status: number, text: string, url: string): DemoError {
  try {
    const { error } = JSON.parse(text) as ErrorBody;
    if (error !== undefined) return DemoError.retold(error.code, error.message);
  } catch {
    // Not our control server's answer; told below.
  }
  return new DemoError('FAULTS_UNREACHABLE', { url, reason: `it answered ${status} ${text.slice(0, 80)}` });
}
