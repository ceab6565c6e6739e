import { ApiObject } from 'cdk8s';
import { profileOf } from './profile-scope';
import { inReadingOrder, sorted } from './reading-order';
import { mirroredOver } from './waiver-scope';
import { Evidence, missingEvidence } from '../../controls/evidence';
import { controlsOf } from '../../engine/custom-controls';
import { Judge } from '../../engine/judge';
import { isActive } from '../../engine/severity';
import { Waiver } from '../../engine/waiver';
import { waiverAnnotations } from '../../engine/waiver-annotation';
import { mirrorAnnotations } from '../../engine/waiver-mirror';
import { mapApplied } from '../../objects/applied-objects';
import { groupKind, Manifest } from '../../objects/manifest';
import { podOf } from '../../objects/pod-template';
import { isObject } from '../../objects/pointer';
import { isClusterScoped } from '../../objects/scope';
import { withImagePolicy } from '../images/image-pinning';
import { enclosingNamespace } from '../namespace/membership';

type Metadata = Record<string, any>;

/** What every object of a hardened app gets, whoever made it: its namespace, the labels and the images that the profile demands, and its waivers. */
export function complete(manifest: Record<string, any>, object: ApiObject): Record<string, any> {
  return mapApplied(manifest, (one) => completeOne(one, object));
}

function completeOne(rendered: Manifest, object: ApiObject): Manifest {
  const manifest = withImagePolicy(rendered, object);
  const metadata = isObject(manifest.metadata) ? manifest.metadata : {};
  const completed = withWaivers(manifest, object, withRequiredLabels(object, withNamespace(manifest, object, metadata)));
  if (completed === metadata) return manifest;
  return inReadingOrder({ ...manifest, metadata: sorted(completed) });
}

function withNamespace(manifest: Manifest, object: ApiObject, metadata: Metadata): Metadata {
  if (isClusterScoped(manifest)) {
    // cdk8s gives them the namespace of their chart, which the API server rejects or ignores
    const { namespace: _, ...rest } = metadata;
    return metadata.namespace === undefined ? metadata : rest;
  }
  const enclosing = enclosingNamespace(object);
  if (enclosing === undefined || metadata.namespace === enclosing) return metadata;
  if (metadata.namespace !== undefined && metadata.namespace !== object.chart.namespace) {
    throw new Error(`cannot put "${object.node.path}" into namespace "${metadata.namespace}": it is built below HardenedNamespace "${enclosing}"; `
      + 'leave `metadata.namespace` unset, or build it below the construct of that namespace');
  }
  return { ...metadata, namespace: enclosing };
}

function withRequiredLabels(object: ApiObject, metadata: Metadata): Metadata {
  const required = profileOf(object).requiredLabels;
  const labels = isObject(metadata.labels) ? metadata.labels : {};
  const missing = Object.keys(required).filter((key) => labels[key] === undefined);
  if (missing.length === 0) return metadata;
  const all: Record<string, unknown> = { ...required, ...labels };
  return { ...metadata, labels: Object.fromEntries(Object.keys(all).sort().map((key) => [key, all[key]])) };
}

function withWaivers(manifest: Manifest, object: ApiObject, metadata: Metadata): Metadata {
  const mirrored = mirroredOver(object).filter(({ waiver }) => concerns(waiver, { ...manifest, metadata }, object));
  if (mirrored.length === 0) return metadata;
  const existing = isObject(metadata.annotations) ? metadata.annotations : {};
  const profile = profileOf(object);
  const applying = controlsOf([profile]).filter((control) => isActive(control, profile) && (control.kinds?.includes(groupKind(manifest)) ?? true));
  const annotations = { ...mirrorAnnotations(mirrored, applying, existing), ...waiverAnnotations(mirrored.map(({ waiver }) => waiver), existing) };
  return { ...metadata, annotations: { ...existing, ...annotations } };
}

/** A waiver is shown on the objects that need it. What only the whole set, or files beside the objects, can tell is shown on the pods of its scope. */
function concerns(waiver: Waiver, manifest: Manifest, object: ApiObject): boolean {
  const control = controlsOf([profileOf(object)]).find(({ id }) => id === waiver.control);
  if (!control || control.subject.name === 'set' || missingEvidence(control, Evidence.NONE).length > 0) return podOf(manifest) !== undefined;
  const findings = new Judge([control]).findings([{ manifest, profile: profileOf(object), origin: {}, waivers: [waiver] }]);
  return findings.some(({ outcome }) => outcome === 'waived');
}
