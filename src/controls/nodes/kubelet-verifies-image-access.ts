import { defineControl } from '../control';
import { field } from '../require';

export const kubeletVerifiesImageAccess = defineControl({
  id: 'kubelet-verifies-image-access',
  title: 'The kubelet verifies that a pod may use an image that the node already has',
  subject: 'component',
  components: ['kubelet'],
  why: 'otherwise a pod of one tenant can run a private image that another tenant pulled to the node',
  fix: {
    code: 'leave `imagePullCredentialsVerificationPolicy` out of `kubelet` of `NodeConfiguration`',
    yaml: 'set `imagePullCredentialsVerificationPolicy: NeverVerifyPreloadedImages` or `AlwaysVerify`, or remove it',
  },
  references: ['https://kubernetes.io/docs/concepts/containers/images/#ensureimagepullcredentialverification'],
  require: field('imagePullCredentialsVerificationPolicy').differsFrom('NeverVerify'),
  harden: { component: { imagePullCredentialsVerificationPolicy: 'NeverVerifyPreloadedImages' } },
  absent: 'good',
  examples: () => ({
    good: [{ shows: 'verified', subject: { imagePullCredentialsVerificationPolicy: 'AlwaysVerify' } }],
    bad: [{ shows: 'never verified', subject: { imagePullCredentialsVerificationPolicy: 'NeverVerify' } }],
  }),
});
