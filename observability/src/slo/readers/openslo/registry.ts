import { problem, showPlace, type Place, type Problem } from '../../errors';
import { didYouMean, type At, type ReadBy } from '../yaml/schema';
import type * as v1 from './v1';

/** What each kind is kept as, once read (v2alpha objects in the form of v1). */
interface Kept {
  SLI: v1.SliSpec;
  DataSource: ReadBy<typeof v1.dataSourceSpec>;
  Service: v1.Metadata;
  AlertPolicy: v1.AlertPolicySpec;
  AlertCondition: ReadBy<typeof v1.alertConditionSpec>;
  AlertNotificationTarget: ReadBy<typeof v1.alertNotificationTargetSpec>;
}

export type ReferableKind = keyof Kept;

/** The objects that SLOs refer to by name, from all documents of all files. */
export class Registry {
  private readonly objects = new Map<string, { readonly at: Place; readonly kept: unknown }>();
  private readonly used = new Set<string>();
  private readonly names = new Map<ReferableKind, string[]>();

  constructor(private readonly problems: Problem[]) {}

  /** Whether any object of the kind was given. */
  has(kind: ReferableKind): boolean {
    return this.names.has(kind);
  }

  /** Keeps an object; a second one of the same kind and name is a problem. */
  add<Kind extends ReferableKind>(kind: Kind, name: At<string>, kept: Kept[Kind]): void {
    const key = `${kind}/${name.value}`;
    const first = this.objects.get(key);
    if (first) {
      const values = { kind, name: name.value, first: showPlace(first.at) };
      this.problems.push(problem('duplicate-object', name.at, values));
      return;
    }
    this.objects.set(key, { at: name.at, kept });
    this.names.set(kind, [...(this.names.get(kind) ?? []), name.value]);
  }

  /** The object if it was given, without a problem if not. */
  find<Kind extends ReferableKind>(kind: Kind, name: string): Kept[Kind] | undefined {
    const key = `${kind}/${name}`;
    this.used.add(key);
    return this.objects.get(key)?.kept as Kept[Kind] | undefined;
  }

  /** The objects of a kind that nothing has referred to so far. */
  unused<Kind extends ReferableKind>(kind: Kind): readonly Kept[Kind][] {
    return (this.names.get(kind) ?? [])
      .map((name) => `${kind}/${name}`)
      .filter((key) => !this.used.has(key))
      .map((key) => this.objects.get(key)?.kept as Kept[Kind]);
  }

  /** The object a field refers to; a problem at the reference when there is none. */
  resolve<Kind extends ReferableKind>(kind: Kind, field: string, name: At<string>): Kept[Kind] | undefined {
    const found = this.find(kind, name.value);
    if (!found) this.problems.push(problem('unknown-reference', name.at, this.described(kind, field, name)));
    return found;
  }

  /** Warns where an object is not given that is not needed, and says what is made without it. */
  expect(kind: ReferableKind, field: string, name: At<string>, effect: string): void {
    if (this.find(kind, name.value)) return;
    const values = { ...this.described(kind, field, name), effect };
    this.problems.push(problem('unresolved-reference', name.at, values));
  }

  private described(kind: ReferableKind, field: string, { value }: At<string>) {
    return { field, kind, name: value, suggestion: didYouMean(value, this.names.get(kind) ?? []) };
  }
}
