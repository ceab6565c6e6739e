import { DocumentPart } from '../../objects/document-part';
import { parseDuration } from '../../objects/duration';
import { Manifest } from '../../objects/manifest';
import { defineControl, notEnforceable } from '../control';
import { Site } from '../site';

const HOUR = 3600;
const LONGEST_HOURS = 24;

/** Policies of the operator under which a value that changes in the store does not arrive. */
const NEVER = ['CreatedOnce', 'OnChange'];

function inspect(manifest: Manifest): Site[] {
  const spec = new DocumentPart(manifest).at('spec');
  const [interval, policy] = [spec.at('refreshInterval'), spec.at('refreshPolicy')];
  if (NEVER.includes(policy.text)) return [{ pointer: policy.pointer, actual: policy.value, expected: 'must be "Periodic" or unset' }];
  if (!interval.isSet) return [];
  const seconds = parseDuration(interval.text);
  if (seconds === undefined) return [{ pointer: interval.pointer, message: 'refreshInterval could not be read, so that it is not known how often the value is fetched', undecided: true }];
  return seconds > 0 && seconds <= LONGEST_HOURS * HOUR ? [] : [{ pointer: interval.pointer, actual: interval.value, expected: `must be above zero and at most ${LONGEST_HOURS} hours` }];
}

const example = (spec: object) => ({
  apiVersion: 'external-secrets.io/v1', kind: 'ExternalSecret', metadata: { name: 'db', namespace: 'shop' },
  spec: { secretStoreRef: { name: 'vault' }, data: [{ secretKey: 'password', remoteRef: { key: 'db' } }], ...spec },
});

export const externalSecretRefreshed = defineControl({
  id: 'external-secret-refreshed',
  title: 'ExternalSecrets take rotated values within a day',
  subject: 'object',
  kinds: ['external-secrets.io/ExternalSecret'],
  why: 'the value that was replaced since it leaked stays in use, and the next deployment fails once the store revokes it',
  fix: {
    code: 'leave `refreshInterval` of the `ExternalSecretMount` unset, or pass at most a day',
    yaml: 'set `spec.refreshInterval: 1h`, and remove `spec.refreshPolicy` or set it to `Periodic`',
  },
  references: ['https://external-secrets.io/latest/api/externalsecret/'],
  frameworks: ['nsa-cisa:secrets', 'mitre:T1552'],
  inspect,
  admission: notEnforceable('the kind exists only where the operator is installed, and a policy that names a missing kind is refused'),
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'an hour', subject: example({ refreshInterval: '1h0m0s' }) },
      { shows: 'the hour of the operator', subject: example({}) },
      { shows: 'a day', subject: example({ refreshInterval: '24h', refreshPolicy: 'Periodic' }) },
    ],
    bad: [
      { shows: 'a value that is fetched once', subject: example({ refreshInterval: '0' }) },
      { shows: 'a month', subject: example({ refreshInterval: '720h' }) },
      { shows: 'a policy that fetches once', subject: example({ refreshPolicy: 'CreatedOnce' }) },
      { shows: 'a policy that looks at the manifest alone', subject: example({ refreshInterval: '1h', refreshPolicy: 'OnChange' }) },
    ],
  }),
});
