import { Construct } from 'constructs';
import { declareNamespace } from './membership';
import { dnsLabelProblem } from '../../objects/names';
import { IPeer, Peer } from '../network/peer';
import { enforce } from '../synthesis/enforcement';

/** A namespace that exists already, from `HardenedNamespace.fromName`. Nothing is rendered for it; what is built below it lives in it. */
export class ReferencedNamespace extends Construct implements IPeer {
  /** @internal */
  public static _named(scope: Construct, id: string, name: string): ReferencedNamespace {
    return new ReferencedNamespace(scope, id, name);
  }

  /** The name of the namespace. */
  public readonly name: string;

  private constructor(scope: Construct, id: string, name: string) {
    super(scope, id);
    const problem = dnsLabelProblem(name);
    if (problem) throw new Error(`cannot refer to namespace "${name}" at "${this.node.path}": its name ${problem}; pass the name of an existing namespace`);
    this.name = name;
    declareNamespace(this, name);
    enforce(this.node.root);
  }

  /** All pods of the namespace, as a peer for `allowFrom` and `allowTo`. */
  public toPeer(): Peer {
    return Peer.namespace(this.name);
  }
}
