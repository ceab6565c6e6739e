import { Validation } from './policy';
import { isClusterGroup, KindGroup, PolicyGroup, Rule } from './policy-group';
import { ALWAYS, WaivedNamespaces } from './waived-namespaces';
import { literal } from '../controls/cel';
import { SeverityName } from '../controls/vocabulary';

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
  constructor(private readonly waivers: WaivedNamespaces, private readonly severityOf: (rule: Rule) => SeverityName) {}

  /** The statements that a group makes in its policy of one severity. */
  public write(group: PolicyGroup, severity: SeverityName): Validation[] {
    return group.rules.flatMap((rule) => {
      if (this.severityOf(rule) === severity) return [stated(rule, rule.control.id, this.waiver(group, rule))];
      return severity === 'warning' ? this.endedWaiver(group, rule) : [];
    });
  }

  private waiver(group: KindGroup, rule: Rule): string | undefined {
    const namespace = namespaceText(group);
    if (namespace === undefined) return undefined;
    return this.waivers.condition(rule.control, namespace, this.severityOf(rule) === 'error' ? isPodText(group) : undefined);
  }

  /** A pod outlives the waiver that its workload was admitted by, and may have to leave a node that is being emptied: it is warned of, not refused. */
  private endedWaiver(group: KindGroup, rule: Rule): Validation[] {
    const [isPod, namespace] = [isPodText(group), namespaceText(group)];
    const ended = isPod && namespace && this.waivers.ended(rule.control, namespace, isPod);
    return ended ? [stated(rule, `${rule.control.id}, whose waiver has ended here`, `!(${ended})`)] : [];
  }
}

function stated({ control: { title, fix }, lifted: { expression, culprits }, only }: Rule, heading: string, exception?: string): Validation {
  const exceptions = [
    ...(only === undefined ? [] : [`!(request.kind.kind in [${only.map((kind) => literal(kind.split('/').pop()!)).join(', ')}])`]),
    ...(exception === undefined ? [] : [exception]),
  ];
  return {
    expression: exceptions.length === 0 ? expression : `${exceptions.join(' || ')} || (${expression})`,
    message: `${heading}: ${title}; ${fix}`,
    ...(culprits === undefined ? {} : { messageExpression: `${literal(`${heading}: violated by `)} + ${culprits} + ${literal(`; ${fix}`)}` }),
    reason: 'Forbidden',
  };
}
