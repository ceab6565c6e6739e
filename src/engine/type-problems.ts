import { typeProblems } from '../objects/fields/manifest-fields';
import { Manifest } from '../objects/manifest';
import { lastKey, parentPointer, valueAt } from '../objects/pointer';

/** What is wrong with the types of an object's values, found once and only where it is needed. */
export class TypeProblems {
  private messages?: ReadonlyMap<string, string>;

  constructor(private readonly manifest: Manifest) {}

  /** Where the type of the value at a pointer, or of one around it, is wrong, and what about it. */
  public at(pointer: string): { readonly pointer: string; readonly actual: unknown; readonly message: string } {
    this.messages ??= new Map(typeProblems(this.manifest).map((problem) => [problem.pointer, problem.message]));
    for (let around = pointer; around !== ''; around = parentPointer(around)) {
      const message = this.messages.get(around);
      if (message !== undefined) return { pointer: around, actual: valueAt(this.manifest, around), message };
    }
    const message = `${lastKey(pointer)} or a field around it has a type that the API server cannot read`;
    return { pointer, actual: valueAt(this.manifest, pointer), message };
  }
}
