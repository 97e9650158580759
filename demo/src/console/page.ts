import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RequestHandler } from 'express';

const FOLDER = join(__dirname, '../../page');
const read = (name: string): string => readFileSync(join(FOLDER, name), 'utf8');

/** The content security policy's name for the content of the document's only `<tag>`. */
function hashOf(tag: string, html: string): string {
  const [, content = ''] = new RegExp(`<${tag}>([^]*?)</${tag}>`).exec(html) ?? [];
  return `'sha256-${createHash('sha256').update(content).digest('base64')}'`;
}

/** Serves the console's page: one document with its style and script inside, and nothing else allowed to run. */
export function servePage(): RequestHandler {
  const [style, script] = [read('console.css'), read('console.js')];
  const html = read('console.html')
    .replace('/* console.css */', () => style)
    .replace('/* console.js */', () => script);
  const policy = [
    "default-src 'none'",
    `style-src ${hashOf('style', html)}`,
    `script-src ${hashOf('script', html)}`,
    "connect-src 'self'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
  return function sendPage(_request, response) {
    response
      .set({
        'content-security-policy': policy,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-store',
      })
      .type('html')
      .send(html);
  };
}
