import { Validation } from './policy';
import { isClusterGroup, KindGroup, PolicyGroup, Statement } from './policy-group';
import { ALWAYS, WaivedNamespaces } from './waived-namespaces';
import { literal } from '../controls/cel';
import { SeverityName } from '../controls/vocabulary';
import { bareKind } from '../objects/manifest';

/** Which namespace an object counts for; undefined where it belongs to none. */
function namespaceText(group: KindGroup): string | undefined {
  if (group.kinds.join() === 'Namespace') return 'object.metadata.name';
  return isClusterGroup(group) ? undefined : 'request.namespace';
}

/** True for pods themselves; undefined where a policy sees none. */
function isPodText({ kinds }: KindGroup): string | undefined {
  if (!kinds.includes('Pod')) return undefined;
  return kinds.length === 1 ? ALWAYS : 'request.kind.kind == "Pod"';
}

/** Writes the validations of policies: what an object must satisfy, or be excepted from. */
export class ValidationWriter {
  constructor(private readonly waivers: WaivedNamespaces, private readonly severityOf: (statement: Statement) => SeverityName) {}

  /** The statements that a group makes in its policy of one severity. */
  public write(group: PolicyGroup, severity: SeverityName): Validation[] {
    return group.statements.flatMap((statement) => {
      if (this.severityOf(statement) === severity) return [stated(statement, statement.control.id, this.waiver(group, statement))];
      return severity === 'warning' ? this.endedWaiver(group, statement) : [];
    });
  }

  private waiver(group: KindGroup, statement: Statement): string | undefined {
    const namespace = namespaceText(group);
    if (namespace === undefined) return undefined;
    return this.waivers.condition(statement.control, namespace, this.severityOf(statement) === 'error' ? isPodText(group) : undefined);
  }

  /** A pod outlives the waiver that its workload was admitted by, and may have to leave a node that is being emptied: it is warned of, not refused. */
  private endedWaiver(group: KindGroup, statement: Statement): Validation[] {
    const [isPod, namespace] = [isPodText(group), namespaceText(group)];
    const ended = isPod && namespace && this.waivers.ended(statement.control, namespace, isPod);
    return ended ? [stated(statement, `${statement.control.id}, whose waiver has ended here`, `!(${ended})`)] : [];
  }
}

function stated({ control: { title, fix }, lifted: { expression, culprits }, only }: Statement, heading: string, exception?: string): Validation {
  const exceptions = [
    ...(only === undefined ? [] : [`!(request.kind.kind in [${only.map((kind) => literal(bareKind(kind))).join(', ')}])`]),
    ...(exception === undefined ? [] : [exception]),
  ];
  return {
    expression: exceptions.length === 0 ? expression : `${exceptions.join(' || ')} || (${expression})`,
    message: `${heading}: ${title}; ${fix.yaml}`,
    ...(culprits === undefined ? {} : { messageExpression: `${literal(`${heading}: violated by `)} + ${culprits} + ${literal(`; ${fix.yaml}`)}` }),
    reason: 'Forbidden',
  };
}
