import { IConstruct } from 'constructs';
import { kplus } from '../cdk8s-plus';
import { oncePerRendering } from '../synthesis/rendering';

type Binding = kplus.RoleBinding | kplus.ClusterRoleBinding;

const isBinding = (construct: IConstruct): construct is Binding => (
  construct instanceof kplus.RoleBinding || construct instanceof kplus.ClusterRoleBinding);

const bindings = oncePerRendering((root): ReadonlyMap<unknown, Binding> => new Map(root.node.findAll().filter(isBinding)
  .flatMap((binding) => binding.subjects.map((subject) => [subject, binding] as const))));

/** A binding of cdk8s-plus that names a workload, its account being meant; undefined where none does. */
export function plainBindingOf(workload: kplus.AbstractPod): Binding | undefined {
  return bindings(workload.node.root).get(workload);
}
