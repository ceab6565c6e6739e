import { parseImageReference } from '../objects/image-reference';
import { stringMap } from '../objects/manifest';
import { PodView } from '../objects/pod-template';
import { elementsOf, isObject, valueAt } from '../objects/pointer';
import { remembered } from '../objects/remembered';

/** A web page that shows or changes what is in a cluster, and how its pods are known: by images, or by labels that its charts set. */
interface Dashboard {
  readonly title: string;
  /** The ends of repositories. */
  readonly images: readonly string[];
  /** Values of `app.kubernetes.io/name` and `k8s-app`. */
  readonly labels: readonly string[];
}

const DASHBOARDS: readonly Dashboard[] = [
  {
    title: 'Kubernetes Dashboard', // archived since January 2026: https://github.com/kubernetes-retired/dashboard
    images: ['kubernetesui/dashboard', 'kubernetesui/dashboard-web', 'kubernetesui/dashboard-api'],
    labels: ['kubernetes-dashboard', 'kubernetes-dashboard-web', 'kubernetes-dashboard-api'],
  },
  { title: 'Headlamp', images: ['headlamp-k8s/headlamp', 'kubernetes-sigs/headlamp'], labels: ['headlamp'] },
  { title: 'Argo CD', images: [], labels: ['argocd-server'] }, // one image for all of its components
  { title: 'Grafana', images: ['grafana/grafana', 'grafana/grafana-oss', 'grafana/grafana-enterprise'], labels: ['grafana'] },
  { title: 'Kibana', images: ['kibana/kibana', 'library/kibana', 'elastic/kibana'], labels: ['kibana'] },
];

const NAME_LABELS = ['app.kubernetes.io/name', 'k8s-app'];

/** Proxies that let nobody through who has not logged in, by the last part of their repositories. */
const PROXIES = ['oauth2-proxy', 'oauth-proxy', 'pomerium', 'gogatekeeper', 'keycloak-gatekeeper', 'authentik-proxy', 'proxy-oidc'];

const repositoryOf = remembered((image): string => {
  const reference = parseImageReference(image);
  return 'problem' in reference ? '' : reference.repository;
});

const imageOf = (container: unknown): string => {
  const image = valueAt(container, '/image');
  return typeof image === 'string' ? repositoryOf(image) : '';
};

const endsWith = (repository: string, end: string): boolean => repository === end || repository.endsWith(`/${end}`);

/** What a pod runs for a dashboard; undefined where it runs none. */
export function dashboardOf({ metadata, spec }: Pick<PodView, 'metadata' | 'spec'>): string | undefined {
  const labels = stringMap(valueAt(metadata, '/labels'));
  const repositories = elementsOf(spec.containers).map(imageOf);
  return DASHBOARDS.find(({ images, labels: names }) => NAME_LABELS.some((key) => Object.hasOwn(labels, key) && names.includes(labels[key]))
    || repositories.some((repository) => images.some((end) => endsWith(repository, end))))?.title;
}

/** Whether a container is a proxy that requires a login. */
function isLoginProxy(container: unknown): boolean {
  const repository = imageOf(container);
  return PROXIES.some((end) => endsWith(repository, end));
}

/** Whether a port of a pod, by number or name, is one of a proxy that requires a login. */
export function leadsToLogin({ spec }: Pick<PodView, 'spec'>, port: unknown): boolean {
  return elementsOf(spec.containers).filter(isLoginProxy).flatMap((container) => elementsOf(valueAt(container, '/ports')))
    .some((one) => isObject(one) && (one.containerPort === port || (typeof port === 'string' && one.name === port)));
}
