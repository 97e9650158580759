import { readAnswer } from './read-answer';

const ok = 'HTTP/1.1 200 OK\r\n';

test.each([
  ['a length', 'GET', `${ok}Content-Length: 3\r\n\r\nabc`, 200],
  ['chunks', 'GET', `${ok}Transfer-Encoding: chunked\r\n\r\n3\r\na\r\n\r\n0\r\n\r\n`, 200],
  ['an answer before the answer', 'GET', `HTTP/1.1 100 Continue\r\n\r\n${ok}Content-Length: 0\r\n\r\n`, 200],
  ['no body', 'GET', 'HTTP/1.1 204 No Content\r\n\r\n', 204],
  ['HEAD', 'HEAD', `${ok}Content-Length: 3\r\n\r\n`, 200],
])('an answer with %s is read once its last byte is there', (_name, method, text, status) => {
  const bytes = Buffer.from(text);
  for (let length = 0; length < bytes.length; length++) {
    expect(readAnswer(bytes.subarray(0, length), method)).toBeUndefined();
  }
  expect(readAnswer(bytes, method)?.status).toBe(status);
});

test('the end of a connection is announced by its header', () => {
  const bytes = Buffer.from('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
  expect(readAnswer(bytes, 'GET')).toMatchObject({ status: 400, last: true });
});

test('what is no answer is an error', () => {
  expect(() => readAnswer(Buffer.from('hello\r\n\r\n'), 'GET')).toThrow('no HTTP answer');
});
