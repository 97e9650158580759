import { apiFaults, faultNames, gradeOf, type FaultName } from '../../src/faults/catalogue';
import { choicesWith, gradeControls } from './grades';

const controls = (name: FaultName) => gradeControls[name] ?? [];

test('there are controls only for faults that there are', () => {
  expect(faultNames).toEqual(expect.arrayContaining(Object.keys(gradeControls)));
  expect(Object.keys(gradeControls)).toEqual(expect.arrayContaining(apiFaults));
});

test.each(faultNames)('what %s begins with is a grade that the console takes', (name) => {
  const grade = Object.fromEntries(
    controls(name).map(({ name: key, read, initial }) => [key, read(initial)]),
  );
  expect(() => gradeOf(name, grade)).not.toThrow();
});

test.each(faultNames.flatMap((fault) => controls(fault).map((control) => [fault, control] as const)))(
  'every choice of a control of %s reads back as it was written',
  (_fault, { input, initial, read, write }) => {
    const values =
      input.type === 'range' ? [input.min, input.max].map(String) : input.choices.map(([value]) => value);
    for (const value of [initial, ...values]) expect(write(read(value))).toBe(value);
  },
);

test('a range says its value with its unit', () => {
  const shown = controls('latency').map(({ show, initial }) => show?.(initial));
  expect(shown.slice(0, 2)).toEqual(['800 ms', '0 ms']);
});

test('a share that a program chose is told as it is, finer than the range is', () => {
  const share = controls('errors').find(({ name }) => name === 'share');
  expect(share?.show?.(share.write(0.004))).toBe('0.4 %');
  expect(share?.read(share.write(0.004))).toBe(0.004);
  expect(share?.write(0.07)).toBe('7');
});

test('an end that a program chose is one choice more, in words', () => {
  const input = controls('errors').find(({ name }) => name === 'forSeconds')?.input;
  if (input?.type !== 'choice') throw new Error('the end is not chosen from a list');
  expect(choicesWith(input, '1800')).toEqual(input.choices);
  expect(choicesWith(input, '480')).toEqual([...input.choices, ['480', 'after 8\u00a0min']]);
});
