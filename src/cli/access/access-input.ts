import { groupKind, keyOf, Manifest, metadataOf } from '../../objects/manifest';
import { POD_KINDS } from '../../objects/pod-template';
import { Grant, RBAC_KINDS } from '../../objects/rbac-graph';
import { FileChoice } from '../../sources/files';
import { SourceObject, SourceProblem } from '../../sources/source';
import { UsageError } from '../exit-code';
import { chartText, Input, problemText, tellCharts } from '../input';
import { Terminal } from '../terminal';

const KINDS = new Set([...RBAC_KINDS, 'Namespace', ...Object.keys(POD_KINDS)]);

/** The objects of an input that say who may do what and who there is. */
export class AccessInput {
  public static async read(paths: readonly string[], choice: FileChoice, terminal: Terminal): Promise<AccessInput> {
    const input = new Input(paths, choice, terminal);
    const found = new AccessInput();
    let objects = 0;
    for await (const items of input.items()) {
      for (const item of items) {
        if (item.type === 'problem') found.problems.push(item);
        if (item.type !== 'object') continue;
        objects += 1;
        found.add(item);
      }
    }
    if (input.charts.length > 0 && objects === 0) throw new UsageError(`there is nothing to read: ${input.charts.map(chartText).join('; ')}`);
    if (input.files === 0) throw new UsageError(`there is nothing to read: ${found.problems.map(problemText).join('; ')}`);
    tellCharts(input.charts, terminal);
    return found;
  }

  public readonly manifests: Manifest[] = [];
  /** What could not be read, and may hold any binding. */
  public readonly problems: SourceProblem[] = [];
  private readonly items = new Map<Manifest, SourceObject>();

  private constructor() {}

  /** `rbac.yaml:12`, where a binding was read. */
  public placeOf({ binding }: Grant): string | undefined {
    const item = this.items.get(binding);
    return item && `${item.file}:${item.locate('').line}`;
  }

  private add(item: SourceObject): void {
    const { manifest } = item;
    const kind = groupKind(manifest);
    if (KINDS.has(kind)) {
      this.manifests.push(manifest);
      if (kind.endsWith('Binding')) this.items.set(manifest, item);
    } else if (kind === 'Secret') {
      const { name, namespace } = keyOf(manifest); // without what it holds
      this.manifests.push({ apiVersion: 'v1', kind, type: manifest.type, metadata: { name, namespace, annotations: metadataOf(manifest).annotations } });
    }
  }
}
