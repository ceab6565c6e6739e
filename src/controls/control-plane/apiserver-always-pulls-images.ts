import { defineControl } from '../control';
import { allOf, field } from '../require';

export const apiserverAlwaysPullsImages = defineControl({
  id: 'apiserver-always-pulls-images',
  title: 'Every image is pulled with the credentials of its pod',
  subject: 'component',
  components: ['kube-apiserver'],
  why: 'without it, a pod of one tenant can run a private image that another tenant pulled to the node',
  fix: {
    code: 'render the flags with `ControlPlane`, whose `admissionPlugins` hold `AlwaysPullImages`',
    yaml: 'add `AlwaysPullImages` to `--enable-admission-plugins`, beside `NodeRestriction`',
  },
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#alwayspullimages'],
  // the kubelet verifies the same without a pull (kubelet-verifies-image-access), so that a registry which is down stops no pod
  frameworks: ['cis:1.2.11'],
  require: allOf(field('--enable-admission-plugins').includes('AlwaysPullImages'), field('--disable-admission-plugins').excludes('AlwaysPullImages')),
  absent: 'bad',
  examples: () => ({
    good: [
      { shows: 'on', subject: { '--enable-admission-plugins': ['NodeRestriction', 'AlwaysPullImages'] } },
    ],
    bad: [
      { shows: 'other plugins only', subject: { '--enable-admission-plugins': ['NodeRestriction'] } },
      { shows: 'on and off', subject: { '--enable-admission-plugins': ['AlwaysPullImages'], '--disable-admission-plugins': ['AlwaysPullImages'] } },
    ],
  }),
});
