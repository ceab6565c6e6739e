import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { Json } from './rendered-container';
import { parseImageReference } from '../../objects/image-reference';
import { labelValueProblem } from '../../objects/names';
import { podOf } from '../../objects/pod-template';
import { enclosingNamespace } from '../namespace/membership';
import { profileOf } from '../synthesis/profile-scope';

/**
 * Adds the required labels of the profile to the pods of a workload, and the recommended ones to workload and pods, where the user set none. The
 * selector stays as it is: it cannot change later.
 *
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/
 */
export function labelWorkload(manifest: Json, object: ApiObject, workload: Construct): void {
  const { spec, metadata } = podOf(manifest) as { spec: Json; metadata: Json };
  const labels = valid({
    'app.kubernetes.io/component': workload.node.id,
    'app.kubernetes.io/instance': manifest.metadata.name,
    'app.kubernetes.io/name': workload.node.id,
    'app.kubernetes.io/part-of': enclosingNamespace(workload) ?? object.chart.node.id,
    'app.kubernetes.io/version': tagOf(spec.containers[0].image),
  });
  manifest.metadata.labels = { ...labels, 'app.kubernetes.io/managed-by': 'cdk8s', ...manifest.metadata.labels };
  metadata.labels = { ...labels, ...profileOf(workload).requiredLabels, ...metadata.labels };
}

function tagOf(image: unknown): string | undefined {
  const reference = typeof image === 'string' ? parseImageReference(image) : undefined;
  return reference && 'tag' in reference ? reference.tag : undefined;
}

function valid(labels: Record<string, string | undefined>): Record<string, string> {
  const isValid = (entry: [string, string | undefined]): entry is [string, string] => !!entry[1] && labelValueProblem(entry[1]) === undefined;
  return Object.fromEntries(Object.entries(labels).filter(isValid));
}
