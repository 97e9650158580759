import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';

/** A page of somebody else on this machine, which does what an attacker would. */
export interface ForeignPage {
  readonly port: number;
  readonly stop: () => void;
}

export async function serveForeignPage(): Promise<ForeignPage> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>free offers</title>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { port, stop: () => server.close() };
}

export interface Attempt {
  readonly url: string;
  readonly method?: string;
  readonly type?: string;
  readonly body?: string;
  readonly mode?: 'cors' | 'no-cors';
}

/** What the page could read, if anything: the script runs in the browser, hence as text. */
export const fetchFrom = (
  page: Page,
  { url, method = 'GET', type, body, mode = 'cors' }: Attempt,
): Promise<string> =>
  page.evaluate<string>(
    `fetch(${JSON.stringify(url)}, ${JSON.stringify({
      method,
      mode,
      ...(type === undefined ? {} : { headers: { 'content-type': type } }),
      ...(body === undefined ? {} : { body }),
    })}).then(async (answer) => answer.ok ? await answer.text() : '', () => '')`,
  );

/** Posts a form as a page can without asking anybody; its one field makes a JSON text of the body. */
export async function postForm(page: Page, url: string, body: string): Promise<void> {
  await page.evaluate(`new Promise((done) => {
    const frame = document.body.appendChild(document.createElement('iframe'));
    frame.name = 'answer';
    const form = document.body.appendChild(document.createElement('form'));
    Object.assign(form, { action: ${JSON.stringify(url)}, method: 'post', enctype: 'text/plain', target: 'answer' });
    const field = form.appendChild(document.createElement('input'));
    field.name = ${JSON.stringify(body.slice(0, -1))} + ',"pad":"';
    field.value = '"}';
    frame.onload = () => setTimeout(done, 200);
    form.submit();
    setTimeout(done, 3000);
  })`);
}
