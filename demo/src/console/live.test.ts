import { EventEmitter } from 'node:events';
import express from 'express';
import { listen, type Listening } from '../http/listen';
import { liveEvents } from './live';

let server: Listening;
const changes = new EventEmitter();
let made = 0;
/** A value takes until it is let go. */
let letGo: (() => void) | undefined;
beforeAll(async () => {
  const value = async (): Promise<number> => {
    const number = (made += 1);
    await new Promise<void>((resolve) => (letGo = resolve));
    return number;
  };
  const onChange = (listener: () => void): (() => void) => {
    changes.on('change', listener);
    return () => changes.off('change', listener);
  };
  server = await listen(express().get('/live', liveEvents(value, onChange)), '127.0.0.1', 0);
});
afterAll(() => server.stop());

test('a change that comes while a value is being made is in another one, at once', async () => {
  const stopping = new AbortController();
  const { body } = await fetch(`${server.url}/live`, { signal: stopping.signal });
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  expect(made).toBe(1);
  changes.emit('change');
  changes.emit('change');
  letGo?.();
  expect((await reader?.read())?.value).toBe('data: 1\n\n');
  expect(made).toBe(2);
  letGo?.();
  expect((await reader?.read())?.value).toBe('data: 2\n\n');
  stopping.abort();
});
