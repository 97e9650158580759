import { errorText } from './error-text';

test.each([
  [new Error('no'), 'Error: no'],
  ['no', 'no'],
  [undefined, 'undefined'],
  [Object.create(null), '[Object: null prototype] {}'],
  [Symbol('no'), 'Symbol(no)'],
])('%p has a text', (thrown, text) => {
  expect(errorText(thrown)).toBe(text);
});

test('so has what throws when it is asked for its own', () => {
  const thrown = {
    toString() {
      throw new Error('no text');
    },
  };
  expect(errorText(thrown)).toContain('toString');
});
