import { isTrivyReport } from '../../../src/objects/scans/trivy-report';

const ArtifactName = 'nginx:1.29.0';

test.each([
  ['with findings', { SchemaVersion: 2, ArtifactName, Results: [] }], ['without findings', { SchemaVersion: 2, ArtifactName }], ['without a name', { SchemaVersion: 2, Results: [] }],
])('a report of Trivy is known, %s', (_, value) => {
  expect(isTrivyReport(value)).toBe(true);
});

test.each([
  ['has a schema version alone', { SchemaVersion: 2 }], ['has no schema version', { ArtifactName, Results: [] }],
])('what %s is no report of Trivy', (_, value) => {
  expect(isTrivyReport(value)).toBe(false);
});
