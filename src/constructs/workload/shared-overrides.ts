import { rejectBadContainer, rejectTakenVolume } from './container-input';
import { noteUnset } from './given';
import { kplus } from '../cdk8s-plus';

type Overridden = 'addContainer' | 'addInitContainer' | 'addVolume' | 'toSubjectConfiguration';

/**
 * Overrides the methods that every secure workload changes in the same way. jsii has no mixins, so this is done on the prototype of the class, which
 * is also where the jsii kernel looks methods up. Signatures and documentation stay those of cdk8s-plus.
 *
 * Call it right after the class is declared: the constructors of cdk8s-plus call these methods.
 */
export function overrideShared({ prototype }: { readonly prototype: kplus.AbstractPod }): void {
  const inherited = Object.getPrototypeOf(prototype) as kplus.AbstractPod;
  const overrides: Pick<kplus.AbstractPod, Overridden> & ThisType<kplus.AbstractPod> = {
    addContainer(props) {
      rejectBadContainer(this, props);
      const container = inherited.addContainer.call(this, props);
      noteUnset(container, props);
      return container;
    },
    addInitContainer(props) {
      const named = { ...props, name: props.name ?? `init-${this.initContainers.length}` };
      rejectBadContainer(this, named);
      const container = inherited.addInitContainer.call(this, named);
      noteUnset(container, named);
      return container;
    },
    addVolume(volume) {
      rejectTakenVolume(this, volume);
      inherited.addVolume.call(this, volume);
    },
    // cdk8s-plus leaves the namespace out, which the API server refuses in a ClusterRoleBinding
    toSubjectConfiguration() {
      const subject = inherited.toSubjectConfiguration.call(this);
      return { ...subject, namespace: subject.namespace ?? this.metadata.namespace };
    },
  };
  for (const [name, value] of Object.entries(overrides)) Object.defineProperty(prototype, name, { value, writable: true, configurable: true });
}
