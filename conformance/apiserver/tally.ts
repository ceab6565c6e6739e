import { Manifest } from '../../src/objects/manifest';
import { objectName } from '../object-name';
import { Disagreement, Row, Tool } from '../suite';

/** The release of Kubernetes that go.mod pins. */
export const KUBERNETES = { tool: 'kube-apiserver', version: 'v1.37.2' };

/** What is wrong with a case. */
export interface Problem {
  /** What KNOWN.md calls it. */
  readonly check: string;
  readonly detail: string;
}

/** The same problem, in as many words as there are. */
export const problems = (check: string, details: readonly string[]): Problem[] => (details.length === 0 ? [] : [{ check, detail: details.join('; ') }]);

/** Counts the cases of a part, and keeps what went wrong. */
export class Tally {
  private cases = 0;
  private readonly disagreements: Disagreement[] = [];

  public constructor(private readonly part: string, private readonly tool: Tool = KUBERNETES) {}

  /** One case, about this object, with what is wrong. */
  public case(object: Manifest | string, found: readonly Problem[]): void {
    this.cases += 1;
    const name = typeof object === 'string' ? object : objectName(object);
    this.disagreements.push(...found.map((problem, i) => ({ ...this.tool, ...problem, object: name, count: i === 0 ? 1 : 0 })));
  }

  public row(): Row { return { part: this.part, cases: this.cases, disagreements: this.disagreements }; }
}
