import { defineControl } from '../control';
import { field } from '../require';

export const controlPlaneNoProfiling = defineControl({
  id: 'control-plane-no-profiling',
  title: 'The control plane serves no profiling data',
  subject: 'component',
  components: ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler'],
  why: 'profiles reveal how the component is built, what it is doing and how it was started, and collecting them over and over slows it down',
  fix: {
    code: 'render the flags with `ControlPlane`, which turns profiling off',
    yaml: 'pass `--profiling=false`',
  },
  references: [
    'https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/',
    'https://kubernetes.io/docs/reference/command-line-tools-reference/kube-controller-manager/',
  ],
  frameworks: ['cis:1.2.15', 'cis:1.3.2', 'cis:1.4.1', 'mitre:T1552'],
  require: field('--profiling').isFalse(),
  harden: { component: { '--profiling': false } },
  absent: 'bad',
  examples: () => ({
    good: [
      { shows: 'off', subject: { '--profiling': false } },
    ],
    bad: [
      { shows: 'on', subject: { '--profiling': true } },
    ],
  }),
});
