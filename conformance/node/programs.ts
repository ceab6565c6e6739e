import { mkdirSync } from 'fs';
import { join } from 'path';
import { build, BuildOptions, moduleFolder, programsOf } from '../go-module';
import { Tool } from '../suite';

/** What the node is made of, besides Debian's packages. */
export const KUBERNETES: Tool = { tool: 'kubernetes', version: 'v1.37.2' };
const ENFORCER = { module: 'github.com/cloudnativelabs/kube-router/v2', version: 'v2.1.0' };

const SMALL = '-s -w';
const [, MAJOR, MINOR] = /^v(\d+)\.(\d+)/.exec(KUBERNETES.version)!;
const STAMP = { gitVersion: KUBERNETES.version, gitMajor: MAJOR, gitMinor: MINOR };
const STAMPED = Object.entries(STAMP).map(([name, value]) => `-X k8s.io/component-base/version.${name}=${value}`).join(' ');

/** A folder with the programs of the node, each built unless it is there already. The first build compiles all of Kubernetes, which takes long. */
export function nodePrograms(): string {
  const folder = programsOf('node');
  mkdirSync(folder, { recursive: true });
  const own = (name: string, options: BuildOptions): string => (
    build(join(__dirname, name), { program: join(folder, name), linkerFlags: SMALL, ...options }));
  own('standin', { isStatic: true });
  own('cluster', { linkerFlags: `${SMALL} ${STAMPED}` });
  own('coredns', { isStatic: true });
  build(moduleFolder(ENFORCER.module, ENFORCER.version), { program: join(folder, 'kube-router'), mainPackage: './cmd/kube-router', linkerFlags: SMALL });
  return folder;
}
