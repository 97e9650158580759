/**
 * A number as Prometheus itself writes it in `le` labels (Go's shortest form, always recognisable as a float):
 * 1 → `1.0`, 2^20 → `1.048576e+06`. Prometheus 3 rewrites every `le` to this form and 2.x keeps what it is given,
 * so only this form gives both the same series.
 */
export function goFloat(value: number): string {
  if (!Number.isFinite(value)) return value === Infinity ? '+Inf' : value === -Infinity ? '-Inf' : 'NaN';
  if (value === 0) return '0.0';
  const [mantissa = '', exponentText = '0'] = value.toExponential().split('e');
  const exponent = Number(exponentText);
  if (exponent < -4 || exponent >= 6) return `${mantissa}e${sign(exponent)}${twoDigits(exponent)}`;
  const plain = String(value);
  return plain.includes('.') ? plain : `${plain}.0`;
}

const sign = (exponent: number) => (exponent < 0 ? '-' : '+');
const twoDigits = (exponent: number) => String(Math.abs(exponent)).padStart(2, '0');
