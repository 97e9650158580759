import { warnOnce } from './warn-once';

const warned: string[] = [];
const emit = jest
  .spyOn(process, 'emitWarning')
  .mockImplementation((warning) => void warned.push(`${warning}`));
beforeEach(() => warned.splice(0));
afterAll(() => emit.mockRestore());

test('says each message once, with its place, whatever was thrown', () => {
  const warn = warnOnce('here');
  for (const error of [new Error('one'), new Error('one'), 'two', undefined, new Error('one')]) warn(error);
  expect(warned).toEqual(['here: one', 'here: two', 'here: undefined']);
});

test('messages that differ without end do not fill the log', () => {
  const warn = warnOnce('here');
  for (let number = 0; number < 1_000; number++) warn(new Error(`error ${number}`));
  expect(warned).toHaveLength(100);
});
