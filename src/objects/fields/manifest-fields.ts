import { anyVersionOf, builtInKinds, coveredVersions, objectMeta, podSpec } from './built-in';
import { CUSTOM_KINDS } from './custom-kinds';
import { CustomType } from './custom-types';
import { emittedKind } from './emitted-kinds';
import { FieldProblems, Names } from './field-problems';
import { FieldRules, FieldTests } from './field-test';
import { isIn, Struct } from './field-type';
import { kindProblems } from './kind-problems';
import { containersOf } from '../container';
import { CustomPodSpecs, takesPartOfPod } from '../custom-pod-specs';
import { groupKind, keyOf, Manifest, typeMetaOf } from '../manifest';
import { podsOf } from '../pod-template';
import { isObject } from '../pointer';
import { Problem } from '../problem';

/** The rules for one version of Kubernetes, and what they make of types. */
interface Version {
  readonly minor: number;
  readonly rules: FieldRules;
  readonly tests: FieldTests;
  /** Definitions say all about their kinds, whichever version it is. */
  readonly customRules: FieldRules;
  readonly customTests: FieldTests;
}

let latest: Version | undefined;

/** A run has one version, as a rule. */
function versionOf(minor: number): Version {
  if (latest?.minor !== minor) {
    const { first, last } = coveredVersions();
    const rules = { minor: minor < first ? undefined : Math.min(minor, last), isNewer: minor > last, refusesUnknown: true, refusesMissing: true };
    const customRules = { ...rules, isNewer: false };
    latest = { minor, rules, customRules, tests: new FieldTests(rules), customTests: new FieldTests(customRules) };
  }
  return latest!;
}

const NONE: readonly Problem[] = [];

/** What is known beside the tables of the built-in kinds. */
export interface CustomKinds {
  readonly pods?: CustomPodSpecs;
  /** The type of the object, where a definition describes its kind. */
  readonly custom?: CustomType;
}

/** The fields of an object that the API server of Kubernetes 1.`minor` would refuse: unknown ones, values of a wrong type, and what is missing. */
export function fieldProblems(given: Manifest, minor: number, { pods, custom: described }: CustomKinds = {}): readonly Problem[] {
  const manifest = decrypted(given);
  const { apiVersion, kind } = typeMetaOf(manifest);
  const { rules, tests, customRules, customTests } = versionOf(minor);
  const builtIn = builtInKinds(apiVersion)?.get(kind);
  if (builtIn && isIn(builtIn, rules.minor)) return tests.fits(manifest, builtIn.type) ? NONE : problemsIn(manifest, builtIn.type, '', rules, pods);
  const emitted = described || builtIn ? undefined : emittedKind(apiVersion, kind);
  const custom = described?.type ?? emitted;
  const inCustom = !custom || customTests.fits(manifest, custom) ? NONE : problemsIn(manifest, custom, '', { ...customRules, mayBeNewer: emitted !== undefined }, pods);
  const judgesKinds = rules.minor !== undefined && !rules.isNewer;
  const others = [...(judgesKinds ? kindProblems(manifest, rules.minor) : []), ...openProblems(manifest, pods)];
  return [...inCustom, ...others.filter(({ pointer }) => !inCustom.some((one) => one.pointer === pointer))];
}

/** SOPS leaves a field of its own in an encrypted object, and takes it away before anybody applies the object. https://github.com/getsops/sops */
function decrypted(manifest: Manifest): Manifest {
  if (!isObject(manifest.sops)) return manifest;
  const { sops, ...rest } = manifest;
  return rest;
}

const TYPES_ONLY: FieldRules = { minor: undefined, refusesUnknown: false, refusesMissing: false };

/** Only the values of a wrong type, whatever the version. */
export function typeProblems(manifest: Manifest): readonly Problem[] {
  const { apiVersion, kind } = typeMetaOf(manifest);
  const builtIn = builtInKinds(apiVersion)?.get(kind);
  return builtIn ? problemsIn(manifest, builtIn.type, '', TYPES_ONLY) : openProblems(manifest);
}

const typesOnly = new FieldTests(TYPES_ONLY);
/** For pods in custom resources: what looks like a field of pods, and is none, is dropped, and the default stays. */
const OF_PARTS: FieldRules = { ...TYPES_ONLY, refusesMisspelled: true };
const partTests = new FieldTests(OF_PARTS);
const OF_PODS: FieldRules = { ...OF_PARTS, refusesMissing: true };
const podTests = new FieldTests(OF_PODS);

/** What is known of a kind that has no table: the types of what controls read, of metadata and of pods. */
function openProblems(manifest: Manifest, custom?: CustomPodSpecs): readonly Problem[] {
  const { apiVersion, kind } = typeMetaOf(manifest);
  const type = CUSTOM_KINDS.get(groupKind(manifest)) ?? anyVersionOf(apiVersion, kind);
  const parts: readonly (readonly [unknown, Struct, string])[] = [
    ...(type ? [[manifest, type, ''] as const] : []),
    [manifest.metadata, objectMeta(), '/metadata'],
    ...podsOf(manifest, custom).map(({ metadata, metadataPointer }) => [metadata, objectMeta(), metadataPointer] as const),
  ];
  const [rules, tests] = takesPartOfPod(groupKind(manifest)) ? [OF_PARTS, partTests] : [OF_PODS, podTests];
  return [
    ...parts.filter(([value, of]) => !typesOnly.fits(value, of))
      .flatMap(([value, of, pointer]) => problemsIn(manifest, of, pointer, TYPES_ONLY, custom, value)),
    ...podsOf(manifest, custom).filter(({ spec }) => !tests.fits(spec, podSpec()))
      .flatMap(({ spec, pointer }) => problemsIn(manifest, podSpec(), pointer, rules, custom, spec)),
  ];
}

function problemsIn(
  manifest: Manifest, type: Struct, pointer: string, rules: FieldRules, custom?: CustomPodSpecs, value: unknown = manifest,
): readonly Problem[] {
  const name = `${keyOf(manifest).kind}: ${pointer.slice(1).replace(/\//g, '.')}`;
  return new FieldProblems(rules, namesIn(manifest, custom)).of(value, type, pointer, name);
}

/** A message names the container instead of the way to it. */
function namesIn(manifest: Manifest, custom?: CustomPodSpecs): Names {
  const pods = podsOf(manifest, custom);
  const names = new Map(pods.flatMap((pod) => [
    [pod.pointer, 'pod: '] as const, ...containersOf(pod).map(({ pointer, name }) => [pointer, `container "${name}": `] as const),
  ]));
  return (pointer) => names.get(pointer);
}
