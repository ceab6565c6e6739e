import { container, judged, pod } from './manifests';
import { CATALOGUE } from '../../src/controls';
import { Finding } from '../../src/engine/finding';
import { Judge } from '../../src/engine/judge';
import { PodSecurityLevel } from '../../src/profile/pod-security-level';
import { SecurityProfile } from '../../src/profile/security-profile';
import { Severity } from '../../src/profile/severity';

const findings = (manifest: object, rest: Parameters<typeof judged>[1] = {}): Finding[] =>
  new Judge(CATALOGUE).findings([judged(manifest as never, rest)]);
const ids = ({ control, covers = [] }: Finding): string[] => [control, ...covers.map((one) => one.control)];
const brief = (found: readonly Finding[], ...about: string[]): string[] =>
  found.map(ids).filter((all) => about.some((id) => all.includes(id))).map((all) => all.join(' > '));

const USERS = ['run-as-non-root', 'high-uid-gid', 'no-root-group'];
const bare = (spec: object = {}, main: object = {}): object => pod({ containers: [{ ...container('main'), securityContext: undefined, ...main }], ...spec } as never);

describe('one cause is one finding', () => {
  test('where no user is set', () => {
    expect(brief(findings(bare()), ...USERS)).toEqual(['run-as-non-root > high-uid-gid > high-uid-gid > no-root-group']);
  });

  test('where there is no image', () => {
    const images = ['valid-image-reference', 'image-tag-pinned', 'image-digest', 'trusted-registry', 'image-pull-policy-always'];
    expect(brief(findings(bare({}, { image: undefined, imagePullPolicy: undefined })), ...images))
      .toEqual(['valid-image-reference > image-tag-pinned > image-digest > image-pull-policy-always > trusted-registry']);
  });

  test('where a volume is of the host', () => {
    const found = findings(bare({ volumes: [{ name: 'a', hostPath: { path: '/run/containerd/containerd.sock' } }, { name: 'b', hostPath: { path: '/var/log' } }] }));
    expect(brief(found, 'no-host-path')).toEqual(['no-host-path > restricted-volume-types', 'no-runtime-socket > no-host-path > restricted-volume-types']);
  });

  test('where a container is privileged, which rules out the good value of another field', () => {
    const found = findings(bare({}, { securityContext: { privileged: true } }));
    expect(brief(found, 'no-privilege-escalation')).toEqual(['no-privileged > no-privilege-escalation']);
  });

  test('where the user is root by its number', () => {
    const found = findings(bare({}, { securityContext: { runAsUser: 0, runAsNonRoot: true, runAsGroup: 10001 } }));
    expect(brief(found, 'high-uid-gid')).toEqual(['run-as-non-root > high-uid-gid']);
  });

  test('where a port is that of ssh, which is a low one', () => {
    expect(brief(findings(bare({}, { ports: [{ containerPort: 22 }] })), 'no-ssh-port')).toEqual(['no-ssh-port > no-privileged-container-port']);
  });

  test('where a rule grants every resource', () => {
    const role = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'all' }, rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }] };
    const found = findings(role);
    expect(found.map(({ control }) => control)).toEqual(['rbac-no-wildcard-verbs', 'rbac-no-wildcard-resources', 'rbac-no-wildcard-api-groups']);
    expect(found[1].covers!.map(({ control }) => control)).toContain('rbac-no-secrets-read');
  });
});

describe('two causes are two findings', () => {
  test('where the number of the user is wrong as well', () => {
    expect(brief(findings(bare({}, { securityContext: { runAsUser: 1000 } })), ...USERS)).toEqual(['run-as-non-root > high-uid-gid > no-root-group', 'high-uid-gid']);
  });

  test('where a container is privileged and asks for privilege escalation as well', () => {
    const found = findings(bare({}, { securityContext: { privileged: true, allowPrivilegeEscalation: true } }));
    expect(brief(found, 'no-privilege-escalation', 'no-privileged')).toEqual(['no-privileged', 'no-privilege-escalation']);
  });

  test('in two containers', () => {
    const two = bare({ initContainers: [{ ...container('init'), securityContext: { runAsNonRoot: true } }] });
    expect(brief(findings(two), 'high-uid-gid')).toEqual(['run-as-non-root > high-uid-gid > high-uid-gid > no-root-group', 'high-uid-gid > no-root-group', 'high-uid-gid']);
  });

  test('where the one is waived', () => {
    const waiver = { control: 'run-as-non-root' as const, reason: 'vendor image' };
    const found = findings(bare(), { waivers: [waiver] });
    expect(brief(found, ...USERS)).toEqual(['run-as-non-root', 'high-uid-gid > no-root-group', 'high-uid-gid']);
    expect(found.find(({ control }) => control === 'run-as-non-root')).toMatchObject({ outcome: 'waived' });
  });

  test('where the other is waived, which every report shows', () => {
    const waiver = { control: 'no-root-group' as const, reason: 'vendor image' };
    expect(findings(bare(), { waivers: [waiver] }).filter(({ control }) => control === 'no-root-group')).toMatchObject([{ outcome: 'waived' }]);
  });

  test('where an error would hide behind a warning', () => {
    const severities = { 'high-uid-gid': Severity.ERROR };
    const profile = SecurityProfile.restricted({ severities, podSecurityLevel: PodSecurityLevel.BASELINE });
    expect(brief(findings(bare(), { profile }), 'high-uid-gid')).toEqual(['high-uid-gid', 'high-uid-gid']);
  });
});

test('no control covers itself, by however many others', () => {
  const coveredBy = new Map<string, readonly string[]>(CATALOGUE.map(({ id, coveredBy: by = [] }) => [id, by.map(({ control }) => control)]));
  const reach = (id: string, seen: readonly string[] = []): readonly string[] =>
    (seen.includes(id) ? [id] : (coveredBy.get(id) ?? []).flatMap((next) => [next, ...reach(next, [...seen, id])]));
  expect([...coveredBy.keys()].filter((id) => reach(id).includes(id))).toEqual([]);
});
