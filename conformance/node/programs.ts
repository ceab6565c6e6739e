import { mkdirSync } from 'fs';
import { join } from 'path';
import { build, moduleFolder, packagesToCompile, programsOf } from '../go-module';
import { versionFlags } from '../releases';
import { Tool } from '../suite';

/** What the node is made of, besides Debian's packages. */
export const KUBERNETES: Tool = { tool: 'kubernetes', version: 'v1.37.2' };
const ENFORCER = { module: 'github.com/cloudnativelabs/kube-router/v2', version: 'v2.1.0' };

const SMALL = '-s -w';

/** A program in Go: what it is called, and how it is built. */
interface Program {
  readonly name: string;
  readonly source: () => string;
  readonly mainPackage?: string;
  readonly linkerFlags: string;
  readonly isStatic?: boolean;
}

const own = (name: string): Program => ({ name, source: () => join(__dirname, name), linkerFlags: SMALL });

const PROGRAMS: readonly Program[] = [
  // these run in images without any library
  { ...own('standin'), isStatic: true },
  { ...own('coredns'), isStatic: true },
  { ...own('cluster'), linkerFlags: `${SMALL} ${versionFlags(KUBERNETES.version)}` },
  { ...own('kube-router'), source: () => moduleFolder(ENFORCER.module, ENFORCER.version), mainPackage: './cmd/kube-router' },
];

/** A folder with the programs of the node, each built unless it is there already. The first build compiles all of Kubernetes, which takes long. */
export function nodePrograms(): string {
  const folder = programsOf('node');
  mkdirSync(folder, { recursive: true });
  for (const { name, source, ...options } of PROGRAMS) build(source(), { program: join(folder, name), ...options });
  return folder;
}

/** The folder, below that of the programs, of a container runtime that has user namespaces, which that of Debian 12 has not. */
export const RUNTIME_FOLDER = 'runtime';
const CONTAINERD = { module: 'github.com/containerd/containerd/v2', version: 'v2.4.2' };
const RUNC = { module: 'github.com/opencontainers/runc', version: 'v1.5.3' };

/** Builds this runtime, unless it is there already. Without the header of libseccomp runc would know no seccomp profiles. */
export function buildRuntime(): void {
  const folder = join(programsOf('node'), RUNTIME_FOLDER);
  mkdirSync(folder, { recursive: true });
  const containerd = moduleFolder(CONTAINERD.module, CONTAINERD.version);
  for (const name of ['containerd', 'containerd-shim-runc-v2']) {
    build(containerd, { program: join(folder, name), mainPackage: `./cmd/${name}`, linkerFlags: SMALL, isStatic: true });
  }
  build(moduleFolder(RUNC.module, RUNC.version), { program: join(folder, 'runc'), linkerFlags: SMALL, tags: ['seccomp'] });
}

/** How many packages Go would have to compile for them; none where its cache has them. */
export function uncompiledPackages(): number {
  return PROGRAMS.map(({ source, ...options }) => packagesToCompile(source(), options)).reduce((sum, count) => sum + count);
}
