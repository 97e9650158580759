import { byId, setText } from './dom.js';

interface Refusal {
  readonly error?: { readonly message?: string };
}

/** Tells what went wrong, until something goes well. */
export function notice(problem: string | undefined): void {
  byId('notice').hidden = problem === undefined;
  setText(byId('notice'), problem ?? '');
}

/** A request to this console. Rejects with what the answer says is wrong. */
export async function ask<T>(method: string, path: string, body?: unknown): Promise<T | undefined> {
  const answer = await fetch(path, {
    method,
    ...(body === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  if (answer.ok) return answer.status === 204 ? undefined : ((await answer.json()) as T);
  const told = (await answer.json().catch(() => undefined)) as Refusal | undefined;
  throw new Error(told?.error?.message ?? `${method} ${path} was answered with ${answer.status}`);
}

/** A change that a person asked for: what goes wrong is told on the page, and the answer is then undefined. */
export async function change<T>(method: string, path: string, body?: unknown): Promise<T | undefined> {
  try {
    const answer = await ask<T>(method, path, body);
    notice(undefined);
    return answer;
  } catch (thrown) {
    notice((thrown as Error).message);
    return undefined;
  }
}
