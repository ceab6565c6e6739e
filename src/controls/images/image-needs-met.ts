import { CONTAINER_LISTS } from '../../objects/container';
import { containerFacts, missingVariables, unmountedFolders } from '../../objects/images/image-facts';
import { ImageFacts } from '../../objects/images/image-facts-table';
import { plainText } from '../../objects/plain-text';
import { Fields, childPointer, descend, elementsOf, isObject, valueAt } from '../../objects/pointer';
import { defineControl, notEnforceable } from '../control';
import { Site } from '../site';

const inWords = (texts: readonly string[]): string => [texts.slice(0, -1).join(', '), texts[texts.length - 1]].filter((text) => text !== '').join(' and ');

/** A field of the security context that a container has itself or from its pod. */
const effective = (container: Fields, pod: Fields, field: string): unknown =>
  valueAt(container, `/securityContext/${field}`) ?? valueAt(pod, `/securityContext/${field}`);

function folderSites(facts: ImageFacts, container: Fields, pod: Fields, pointer: string): Site[] {
  if (valueAt(container, '/securityContext/readOnlyRootFilesystem') !== true) return [];
  const missing = unmountedFolders(facts, container, elementsOf(pod.volumes));
  if (missing.length === 0) return [];
  const other = [facts.note, facts.unprivileged && `or use ${facts.unprivileged}`].map((text) => (text ? `; ${text}` : '')).join('');
  return [{ pointer: childPointer(pointer, 'image'), message: `image "${plainText(container.image)}" writes to ${inWords(missing)}, where no volume is mounted that it may write to${other}` }];
}

const startsAsRoot = (container: Fields, pod: Fields): boolean => {
  const user = effective(container, pod, 'runAsUser');
  return user === 0 || (user === undefined && effective(container, pod, 'runAsNonRoot') !== true);
};

function variableSites(facts: ImageFacts, container: Fields, pod: Fields, pointer: string): Site[] {
  const hasVolumes = valueAt(container, '/securityContext/readOnlyRootFilesystem') === true
    || unmountedFolders(facts, container, elementsOf(pod.volumes)).length < facts.writes.length;
  if (!hasVolumes || startsAsRoot(container, pod)) return [];
  return missingVariables(facts, container).map(({ name, value }) => ({
    pointer: childPointer(pointer, 'image'),
    message: `image "${plainText(container.image)}" does not start without root unless its environment variable ${name} is set, such as to ${value}`,
  }));
}

function userSites(facts: ImageFacts, container: Fields, pod: Fields, pointer: string): Site[] {
  const user = effective(container, pod, 'runAsUser');
  const at = childPointer(pointer, 'image');
  const image = `image "${plainText(container.image)}"`;
  if (facts.needsRoot) {
    return startsAsRoot(container, pod) ? [] : [{ pointer: at, message: `${image} does not start without root${facts.unprivileged === undefined ? '' : `; ${facts.unprivileged} does`}` }];
  }
  if (facts.anyUser || facts.user === undefined || user === undefined || user === 0 || user === facts.user) return [];
  const group = facts.group === undefined ? '' : ` and group ${facts.group}`;
  return [{ pointer: at, message: `${image} is made for user ${facts.user}${group}, and runs as user ${plainText(user)}` }];
}

function faults(pod: Fields): Site[] {
  return CONTAINER_LISTS.filter(({ role }) => role !== 'ephemeral').flatMap(({ field }) => elementsOf(pod[field]).flatMap((container, i) => {
    const facts = isObject(container) ? containerFacts(container) : undefined;
    if (!isObject(container) || !facts) return [];
    const pointer = descend('', [field, i]);
    return [folderSites, variableSites, userSites].flatMap((find) => find(facts, container, pod, pointer));
  }));
}

const readOnly = { readOnlyRootFilesystem: true };
const nginx = (rest: object = {}) => ({ name: 'main', image: 'nginx:1.29.0', securityContext: readOnly, ...rest });
const mounts = [{ name: 'cache', mountPath: '/var/cache/nginx' }, { name: 'run', mountPath: '/var/run/' }];
const volumes = [{ name: 'cache', emptyDir: {} }, { name: 'run', emptyDir: {} }];
const vault = (rest: object = {}) => ({
  name: 'main', image: 'hashicorp/vault:1.20', securityContext: { runAsUser: 100 }, volumeMounts: [{ name: 'cache', mountPath: '/vault' }], ...rest,
});
const jenkins = (securityContext: object) => ({ containers: [{ name: 'main', image: 'jenkins/jenkins:2.479', securityContext }] });

export const imageNeedsMet = defineControl({
  id: 'image-needs-met',
  title: 'Well-known images get the user, the writable directories and the environment variables that they need',
  subject: 'pod',
  why: 'otherwise the container fails at startup or at its first write, which tempts people to run it as root with a writable root filesystem',
  fix: {
    code: 'let `ImageNeeds.of` of the image make the directories writable with `addTo`, and pass its `securityContext` and `envVariables` to the container',
    yaml: 'mount an emptyDir at each of the directories and set the variables, as `harden --writable-paths` does, and set `runAsUser` and `runAsGroup` to the '
      + 'user and group of the image',
  },
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/security-context/', 'https://kubernetes.io/docs/concepts/storage/volumes/#emptydir'],
  inspect: faults,
  admission: notEnforceable('what is known about images is a table that is too long for a policy, and the pod is no danger to others'),
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'a volume at each folder', subject: { containers: [nginx({ volumeMounts: mounts })], volumes } },
      { shows: 'a writable root filesystem', subject: { containers: [nginx({ securityContext: {} })] } },
      { shows: 'another program than that of the image', subject: { containers: [nginx({ command: ['/bin/true'] })] } },
      { shows: 'the user of the image', subject: jenkins({ runAsUser: 1000 }) },
      { shows: 'an image that nothing is known about', subject: { containers: [nginx({ image: 'registry.example.com/nginx:1.29.0' })] } },
      { shows: 'the variables of the image', subject: { containers: [vault({ env: [{ name: 'SKIP_SETCAP', value: 'true' }, { name: 'SKIP_CHOWN', value: 'true' }] })], volumes } },
      { shows: 'variables that a ConfigMap may hold', subject: { containers: [vault({ envFrom: [{ configMapRef: { name: 'a' } }] })], volumes } },
      { shows: 'a start as root, which needs no variables', subject: { containers: [vault({ securityContext: {} })], volumes } },
      { shows: 'an image that needs root as root', subject: { containers: [{ name: 'main', image: 'gitea/gitea:1.22.0', securityContext: { runAsUser: 0 } }] } },
    ],
    bad: [
      { shows: 'a folder without volume', subject: { containers: [nginx({ volumeMounts: mounts.slice(1) })], volumes } },
      { shows: 'a read-only mount', subject: { containers: [nginx({ volumeMounts: [mounts[0], { ...mounts[1], readOnly: true }] })], volumes } },
      { shows: 'a variable that is not set', subject: { containers: [vault({ env: [{ name: 'SKIP_CHOWN', value: 'true' }] })], volumes } },
      { shows: 'a volume of a Secret', subject: { containers: [nginx({ volumeMounts: mounts })], volumes: [volumes[0], { name: 'run', secret: { secretName: 'a' } }] } },
      { shows: 'another user than that of the image', subject: jenkins({ runAsUser: 65532 }) },
      { shows: 'the user of the pod', subject: { ...jenkins({}), securityContext: { runAsUser: 65532 } } },
      { shows: 'an image that needs root without it', subject: { containers: [{ name: 'main', image: 'gitea/gitea:1.22.0' }], securityContext: { runAsNonRoot: true } } },
      { shows: 'an init container', subject: { initContainers: [nginx()] } },
    ],
  }),
});
