import { WANTED_PLUGINS } from '../admission-plugins';
import { defineControl } from '../control';
import { allOf, field } from '../require';

export const apiserverDeniesExternalIps = defineControl({
  id: 'apiserver-denies-external-ips',
  title: 'Services cannot claim addresses outside the cluster',
  subject: 'component',
  components: ['kube-apiserver'],
  why: 'anyone who may create a Service could intercept traffic from the whole cluster to any IP address, such as that of a registry or of the API '
    + 'server (CVE-2020-8554)',
  fix: {
    code: 'render the flags with `ControlPlane`, whose `admissionPlugins` hold `DenyServiceExternalIPs`',
    yaml: 'add `DenyServiceExternalIPs` to `--enable-admission-plugins`, beside `NodeRestriction`',
  },
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#denyserviceexternalips'],
  frameworks: ['cis:1.2.3'],
  require: allOf(
    field('--enable-admission-plugins').includes('DenyServiceExternalIPs'),
    field('--disable-admission-plugins').excludes('DenyServiceExternalIPs'),
  ),
  harden: { component: { '--enable-admission-plugins': WANTED_PLUGINS } },
  absent: 'bad',
  examples: () => ({
    good: [
      { shows: 'on', subject: { '--enable-admission-plugins': ['NodeRestriction', 'DenyServiceExternalIPs'] } },
    ],
    bad: [
      { shows: 'other plugins only', subject: { '--enable-admission-plugins': ['NodeRestriction'] } },
      {
        shows: 'on and off',
        subject: { '--enable-admission-plugins': ['DenyServiceExternalIPs'], '--disable-admission-plugins': ['DenyServiceExternalIPs'] },
      },
    ],
  }),
});
