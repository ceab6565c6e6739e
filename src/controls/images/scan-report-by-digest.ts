import { parseImageReference } from '../../objects/image-reference';
import { plainText } from '../../objects/plain-text';
import { aboutImage, ScanFiles } from '../../objects/scans/scan-files';
import { defineControl, notEnforceable } from '../control';
import { Evidence } from '../evidence';
import { SCAN_REPORTS } from '../scan-evidence';
import { Site } from '../site';

function faults(image: unknown, evidence: Evidence): readonly Site[] {
  const reference = typeof image === 'string' ? parseImageReference(image) : undefined;
  if (!reference || 'problem' in reference || reference.digest !== undefined) return [];
  const [report] = aboutImage(evidence.get(SCAN_REPORTS).files.reports, reference);
  return report ? [{ pointer: '/image', message: `image "${plainText(image)}" has no digest, so "${report.file}" may be about another image that had this name` }] : [];
}

const DIGEST = `sha256:${'a'.repeat(64)}`;
const NAME = 'registry.example.com/shop/api:1.4.2';
const REPORT = { SchemaVersion: 2, ArtifactName: NAME, ArtifactType: 'container_image', Metadata: { RepoDigests: [`registry.example.com/shop/api@${DIGEST}`] } };
const files = () => ScanFiles.read([{ file: 'scans/api.json', text: JSON.stringify(REPORT) }]);
const example = (shows: string, image: string) => (
  { shows, subject: { image }, evidence: Evidence.NONE.with(SCAN_REPORTS, { files: files(), failOn: 'high', ignoreUnfixed: false, accepted: [] }) }
);

export const scanReportByDigest = defineControl({
  id: 'scan-report-by-digest',
  title: 'Scan reports refer to the image by its digest',
  subject: 'image',
  why: 'a tag can be moved after the scan, so what runs may never have been scanned',
  fix: {
    code: 'append the digest that was scanned to the `image` of the container, or have `lockFile` of an `ImagePolicy` do it',
    yaml: 'append the digest that was scanned to `image`, as in `image: registry.example.com/shop/api:1.4.2@sha256:…`',
  },
  references: ['https://kubernetes.io/docs/concepts/containers/images/#image-names'],
  needs: [{ evidence: SCAN_REPORTS, absent: 'not-applicable' }],
  inspect: ({ image }, _, given) => faults(image, given),
  admission: notEnforceable('reports of scanners are not in the cluster; image-digest demands a digest there'),
  absent: 'good',
  examples: () => ({
    good: [
      example('a digest', `${NAME}@${DIGEST}`),
      example('an image without report, which is another finding', 'registry.example.com/shop/web:1.0.0'),
    ],
    bad: [example('a report by name', NAME)],
  }),
});
