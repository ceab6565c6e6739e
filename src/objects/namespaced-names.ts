import { getOrInsert } from './remembered';

/** The names of objects by their kind and namespace, so that a reference is not compared with every object of an input. */
export class NamespacedNames {
  private readonly byKind = new Map<string, Map<string, Set<string>>>();

  /** Adds a name; of an object of the cluster and of one that names no namespace, `namespace` is empty. */
  public add(kind: string, namespace: string, name: string): void {
    const byNamespace = getOrInsert(this.byKind, kind, () => new Map<string, Set<string>>());
    getOrInsert(byNamespace, namespace, () => new Set()).add(name);
  }

  public get isEmpty(): boolean {
    return this.byKind.size === 0;
  }

  /** The names that may be in a namespace. An object that names none goes wherever it is applied, as does one that refers to it. */
  public near(kind: string, namespace: string): readonly ReadonlySet<string>[] {
    const byNamespace = this.byKind.get(kind);
    if (!byNamespace) return [];
    return namespace === '' ? [...byNamespace.values()] : [namespace, ''].flatMap((one) => byNamespace.get(one) ?? []);
  }
}
