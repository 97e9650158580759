import { goFloat } from './go-float';

test.each([
  [0.005, '0.005'],
  [0.25, '0.25'],
  [1, '1.0'],
  [10, '10.0'],
  [0, '0.0'],
  [-2, '-2.0'],
  [524288, '524288.0'],
  [1048576, '1.048576e+06'],
  [536870912, '5.36870912e+08'],
  [1e21, '1e+21'],
  [0.0001, '0.0001'],
  [0.00001, '1e-05'],
  [1.5e-7, '1.5e-07'],
  [Infinity, '+Inf'],
  [-Infinity, '-Inf'],
  [NaN, 'NaN'],
])('%p is written %s', (value, text) => {
  expect(goFloat(value)).toBe(text);
  expect(Number(text.replace('Inf', 'Infinity'))).toBe(value);
});
