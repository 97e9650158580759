import type { ReportFieldError } from './field-errors';
import { asText, isObject, type JsonObject } from './read';

/**
 * Reads the fields of one object of an event, and reports what it cuts or leaves out under the field's whole name, such
 * as `exception.values.0.type`.
 */
export class Place {
  constructor(
    private readonly report: ReportFieldError,
    private readonly name = '',
    private readonly parent?: Place,
  ) {}

  /** The place of what `name` holds. */
  in(name: string | number): Place {
    return new Place(this.report, String(name), this);
  }

  /** The whole name of a field, or of the place itself. */
  private nameOf(field?: string | number): string {
    const own = this.parent === undefined ? this.name : this.parent.nameOf(this.name);
    return [own, String(field ?? '')].filter((name) => name !== '').join('.');
  }

  /** Reports that something of a field was left out. */
  leftOut(field: string | number | undefined, value: unknown, reason: string): void {
    this.report(this.nameOf(field), value, reason);
  }

  /** A text of at most `max` UTF-16 units; null for what is missing, empty or no text. */
  text(object: JsonObject, field: string, max: number): string | null {
    return this.textOf(field, object[field], max);
  }

  /** As `text`, of a value by itself. */
  textOf(field: string | number, value: unknown, max: number): string | null {
    const text = asText(value, max);
    if (text === undefined) {
      if (value !== undefined && value !== null) this.leftOut(field, value, 'not a text');
      return null;
    }
    if (typeof value === 'string' && value.length > max) {
      this.report(this.nameOf(field), value, `cut to ${max} characters`, 'value_too_long');
    }
    return text || null;
  }

  /** Reports that a list of `length` was cut. */
  cut(length: number, reason: string): void {
    this.report(this.nameOf(), `${length} elements`, reason, 'value_too_long');
  }

  /** The first or last elements of a list, at most `max`. */
  some<T>(values: readonly T[], max: number, end: 'first' | 'last' = 'first'): readonly T[] {
    if (values.length <= max) return values;
    this.cut(values.length, `cut to the ${end} ${max}`);
    return end === 'first' ? values.slice(0, max) : values.slice(-max);
  }

  /** Those elements that are objects. */
  objects(values: readonly unknown[]): JsonObject[] {
    return values.filter((value, index): value is JsonObject => {
      if (isObject(value)) return true;
      if (value !== null && value !== undefined) this.leftOut(index, value, 'not an object');
      return false;
    });
  }

  /** The object, or null; what is something else is left out. */
  object(object: JsonObject, field: string): JsonObject | null {
    const value = object[field];
    if (isObject(value)) return value;
    if (value !== undefined && value !== null) this.leftOut(field, value, 'not an object');
    return null;
  }
}
