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

test('lists what is inconclusive first, then errors, then warnings', () => {
  const { findings } = streamed([...pods, broken], {}, undefined, 20);
  const { findings: all, counts } = streamed([...pods, broken]);
  expect(findings.filter(({ outcome }) => outcome === 'inconclusive')).toHaveLength(counts.inconclusive!);
  expect(counts.inconclusive! + counts.errors!).toBeGreaterThan(20);
  expect(findings.filter(({ outcome, severity }) => outcome === 'violation' && severity === 'warning')).toEqual([]);
  expect(findings).toEqual(all.filter((finding) => findings.some((one) => JSON.stringify(one) === JSON.stringify(finding))));
});
