import { parse } from 'yaml';
import { Minors, Release, sourceOf } from '../releases';

const TESTDATA = 'plugin/pkg/auth/authorizer/rbac/bootstrappolicy/testdata';
const ROLES = ['cluster-roles', 'controller-roles', 'namespace-roles'];
const BINDINGS = ['cluster-role-bindings', 'controller-role-bindings', 'namespace-role-bindings'];
const BOOTSTRAPPING = 'kubernetes.io/bootstrapping';
const AGGREGATE = 'rbac.authorization.k8s.io/aggregate-to-';

/** A built-in role as the table has it. */
export interface RoleRow {
  readonly role: string;
  /** The user-facing role that it is aggregated to, by its label. */
  readonly aggregatedTo: string;
  /** The user-facing role whose label its own selector wants. */
  readonly aggregates: string;
  readonly rules: readonly string[];
  readonly range: string;
}

const itemsOf = (release: Release, files: readonly string[]): any[] =>
  files.flatMap((file) => (parse(sourceOf(release, `${TESTDATA}/${file}.yaml`)) as any).items);

const placeOf = ({ kind, metadata: { namespace, name } }: any): string => [kind, ...(namespace === undefined ? [] : [namespace]), name].join('/');

/** The part behind the prefix that all labels for aggregation have. The table knows no other labels. */
function aggregation(labels: Readonly<Record<string, string>>, of: string): string {
  const [label, ...more] = Object.entries(labels).filter(([key]) => key !== BOOTSTRAPPING);
  if (label === undefined) return '';
  const fits = more.length === 0 && label[0].startsWith(AGGREGATE) && label[1] === 'true';
  if (!fits) throw new Error(`the labels of ${of} do not fit the table: ${JSON.stringify(labels)}`);
  return label[0].slice(AGGREGATE.length);
}

/** `groups|resources|verbs|names`, or `URLs|verbs`. */
function ruleText({ apiGroups = [], resources = [], verbs, resourceNames = [], nonResourceURLs = [] }: any): string {
  const named = resourceNames.length > 0 ? [resourceNames] : [];
  const parts = nonResourceURLs.length > 0 ? [nonResourceURLs, verbs] : [apiGroups, resources, verbs, ...named];
  const text = parts.map((part: readonly string[]) => part.join()).join('|');
  if (parts.flat().some((value: string) => /[|, ]/.test(value))) throw new Error(`a rule does not fit the table: ${text}`);
  return text;
}

/** The built-in roles with their rules. */
export function roleRows(all: readonly Release[]): RoleRow[] {
  const roles = new Minors<Omit<RoleRow, 'rules' | 'range'>>();
  const rules = new Map<string, Minors<string>>();
  for (const release of all) {
    for (const item of itemsOf(release, ROLES)) {
      const role = placeOf(item);
      const selectors = item.aggregationRule?.clusterRoleSelectors ?? [];
      if (selectors.length > 1) throw new Error(`${role} has more selectors than the table can hold`);
      if (item.metadata.labels[BOOTSTRAPPING] !== 'rbac-defaults') throw new Error(`${role} has no label ${BOOTSTRAPPING}`);
      roles.add(role, { role, aggregatedTo: aggregation(item.metadata.labels, role), aggregates: aggregation(selectors[0]?.matchLabels ?? {},
        role) }, release);
      const known = rules.get(role) ?? new Minors<string>();
      rules.set(role, known);
      new Set<string>((item.rules ?? []).map(ruleText)).forEach((text) => known.add(text, text, release));
    }
  }
  const linesOf = (role: string): string[] => rules.get(role)!.all().map(({ value, range }) => `${value} ${range}`.trimEnd());
  return roles.all().map(({ value, range }) => ({ ...value, range, rules: linesOf(value.role) }));
}

/** For bindings that are kept without subjects. */
const NOBODY = '-';

const subjectText = ({ kind, namespace, name }: any): string => (kind === 'ServiceAccount' ? `${kind}/${namespace}/${name}` : `${kind}/${name}`);

/** The built-in bindings: where they are, the role, and the subjects. */
export function bindingRows(all: readonly Release[]): string[] {
  const bindings = new Minors<string>();
  for (const release of all) {
    for (const item of itemsOf(release, BINDINGS)) {
      const text = [placeOf(item), `${item.roleRef.kind}/${item.roleRef.name}`, (item.subjects ?? []).map(subjectText).join() || NOBODY].join(' ');
      bindings.add(text, text, release);
    }
  }
  return bindings.all().map(({ value, range }) => `${value} ${range}`.trimEnd());
}
