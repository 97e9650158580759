import type { Request } from 'express';

const hostPattern = /^([\w.-]+|\[[0-9a-f:.]+\])(:\d{1,5})?$/i;

/** The API's address as clients see it: `PUBLIC_URL`, else what the request was sent to. */
export function baseUrl(request: Request, publicUrl: string | undefined): string {
  if (publicUrl !== undefined) return publicUrl;
  const host = request.get('host') ?? '';
  return `${request.protocol}://${hostPattern.test(host) ? host : 'localhost'}`;
}
