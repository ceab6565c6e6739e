import { Control } from '../controls/control';

/** An id in a framework or in another tool. */
export interface Equivalent {
  readonly source: string;
  /** The name that people know the source by. */
  readonly title: string;
  readonly id: string;
}

const STANDARDS: Readonly<Record<string, string>> = {
  'pss': 'Pod Security Standards',
  'nsa-cisa': 'NSA/CISA Kubernetes Hardening Guidance',
  'cis': 'CIS Kubernetes Benchmark',
  'mitre': 'MITRE ATT&CK for Containers',
};

const TOOLS: Readonly<Record<string, string>> = {
  'kube-linter': 'KubeLinter',
  'kube-score': 'kube-score',
  'kubescape': 'Kubescape',
  'kyverno': 'Kyverno policies',
  'polaris': 'Polaris',
  'checkov': 'Checkov',
  'trivy': 'Trivy',
  'kubesec': 'Kubesec',
};

const equivalents = ({ frameworks = [] }: Control): Equivalent[] => frameworks.map((text) => {
  const colon = text.indexOf(':');
  const source = text.slice(0, colon);
  return { source, id: text.slice(colon + 1), title: STANDARDS[source] ?? TOOLS[source] ?? source };
});

/** The requirements of published frameworks that a control answers. */
export const standardsOf = (control: Control): Equivalent[] => equivalents(control).filter(({ source }) => source in STANDARDS);

/** The checks of other tools that ask for the same or for nearly the same. */
export const peersOf = (control: Control): Equivalent[] => equivalents(control).filter(({ source }) => !(source in STANDARDS));

/** Ids by the title of their source, in the order in which the sources first appear. */
export function bySource(list: readonly Equivalent[]): ReadonlyMap<string, readonly string[]> {
  const ids = new Map<string, string[]>();
  for (const { title, id } of list) ids.set(title, [...ids.get(title) ?? [], id]);
  return ids;
}
