import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { ApiObject, Chart, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { IConstruct } from 'constructs';
import { HardenedApp, HardenedAppProps, SecureDeployment, SecureDeploymentProps } from '../../src';
import { checkTree } from '../../src/constructs/synthesis/checked-tree';
import { Finding } from '../../src/engine/finding';

export type Json = Record<string, any>;

export const IMAGE = `registry.example.com/shop/api:1.4.2@sha256:${'a'.repeat(64)}`;

/** A container without fault: tests change one thing. */
export const CONTAINER: kplus.ContainerProps = {
  image: IMAGE,
  portNumber: 8080,
  liveness: kplus.Probe.fromHttpGet('/livez'),
  readiness: kplus.Probe.fromHttpGet('/readyz'),
};

/** A pod without fault that none of our constructs made. */
export const POD = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'pod', namespace: 'shop' },
  spec: {
    securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [{
      name: 'main',
      image: IMAGE,
      securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, privileged: false, readOnlyRootFilesystem: true },
    }],
  },
};

/** A folder of its own, not right inside the folder for temporary files. */
export function outdir(): string {
  return path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'hardened-')), 'dist');
}

export function app(props: HardenedAppProps = {}): HardenedApp {
  return new HardenedApp({ outdir: outdir(), ...props });
}

/** A chart in a namespace, so that only what a test is about is found. */
export function chart(props: HardenedAppProps = {}): Chart {
  return new Chart(app(props), 'c', { namespace: 'shop' });
}

export function deployment(scope: Chart = chart(), props: SecureDeploymentProps = {}): SecureDeployment {
  return new SecureDeployment(scope, 'api', { containers: [CONTAINER], ...props });
}

/** One container that differs from the good one. */
export function container(props: Partial<kplus.ContainerProps>, scope?: Chart): SecureDeployment {
  return deployment(scope, { containers: [{ ...CONTAINER, ...props }] });
}

/** The manifest of a construct. */
export const manifest = (construct: IConstruct): Json => ApiObject.of(construct).toJson();

export const podSpec = (construct: IConstruct): Json => {
  const { spec } = manifest(construct);
  return spec.jobTemplate?.spec.template.spec ?? spec.template?.spec ?? spec;
};

export const firstContainer = (construct: IConstruct): Json => podSpec(construct).containers[0];

/** The objects of a chart of one kind. */
export function ofKind(scope: IConstruct, kind: string): Json[] {
  return scope.node.findAll().filter((one): one is ApiObject => ApiObject.isApiObject(one) && one.kind === kind).map((one) => one.toJson());
}

export const findings = (construct: IConstruct): readonly Finding[] => checkTree(construct.node.root).findings;
const unwaived = (construct: IConstruct, level: string): string[] =>
  findings(construct).filter(({ severity, outcome }) => severity === level && outcome !== 'waived').map(({ control }) => control);
export const errors = (construct: IConstruct): string[] => unwaived(construct, 'error');
export const warnings = (construct: IConstruct): string[] => unwaived(construct, 'warning');

export const synth = (scope: Chart): Json[] => Testing.synth(scope);
