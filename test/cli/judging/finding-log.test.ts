import { streamed } from './streamed';
import { IMAGE, pod } from '../../engine/manifests';

const pods = Array.from({ length: 5 }, (_, i) => pod({ containers: [{ name: 'main', image: IMAGE }] }, { name: `web-${i}` }));
const broken = pod({ containers: [{ name: 'main', image: IMAGE, securityContext: 'no' }] }, { name: 'broken' });

test('counts all findings, however few are listed', () => {
  const whole = streamed(pods);
  const part = streamed(pods, {}, undefined, 7);
  expect(part.counts).toEqual(whole.counts);
  expect(part.findings).toHaveLength(7);
  expect(whole.findings.length).toBeGreaterThan(50);
});

test.each(['restricted', 'baseline'])('the counts are those of the findings, where the namespace comes last and enforces %s', (level) => {
  const annotations = { 'waive.cdk8s-hardened.dev/namespace-pod-security-level': 'the vendor needs it' };
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', annotations, labels: { 'pod-security.kubernetes.io/enforce': level } } };
  const { findings, counts } = streamed([...pods, broken, namespace]);
  const of = (severity: string): number => findings.filter((one) => one.outcome === 'violation' && one.severity === severity).length;
  const [inconclusive, waived] = ['inconclusive', 'waived'].map((outcome) => findings.filter((one) => one.outcome === outcome).length);
  expect(counts).toEqual({ errors: of('error'), warnings: of('warning'), inconclusive, waived });
  expect(findings.find(({ control }) => control === 'run-as-non-root')!.severity).toBe(level === 'restricted' ? 'error' : 'warning');
});

test('lists what is inconclusive first, then errors, then warnings', () => {
  const { findings } = streamed([...pods, broken], {}, undefined, 20);
  const { findings: all, counts } = streamed([...pods, broken]);
  expect(findings.filter(({ outcome }) => outcome === 'inconclusive')).toHaveLength(counts.inconclusive!);
  expect(counts.inconclusive! + counts.errors!).toBeGreaterThan(20);
  expect(findings.filter(({ outcome, severity }) => outcome === 'violation' && severity === 'warning')).toEqual([]);
  expect(findings).toEqual(all.filter((finding) => findings.some((one) => JSON.stringify(one) === JSON.stringify(finding))));
});
