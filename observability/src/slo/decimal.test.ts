import { decimal, divide, plain } from './decimal';

it('is exact where binary floats are not', () => {
  expect(1 - 0.999).not.toBe(0.001);
  expect(plain(decimal(1).minus('0.999'))).toBe('0.001');
  expect(plain(decimal('14.4').times('0.001'))).toBe('0.0144');
  expect(plain(decimal(99.9).div(100))).toBe('0.999');
});

it('writes neither exponents nor trailing zeros', () => {
  expect(plain(decimal('0.00000001'))).toBe('0.00000001');
  expect(plain(decimal('99.90'))).toBe('99.9');
  expect(plain(decimal('1e21'))).toBe('1000000000000000000000');
});

it('rounds a quotient only where it does not end', () => {
  expect(plain(divide(decimal(1), decimal(8)))).toBe('0.125');
  expect(plain(divide(decimal(2), decimal(3), 4))).toBe('0.6667');
  expect(() => decimal('a third')).toThrow();
});
