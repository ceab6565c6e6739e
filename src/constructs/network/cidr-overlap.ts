import { BlockSelection } from './peer-source';
import { cidrContains } from '../../objects/cidr';

type Block = BlockSelection['ipBlock'];

/** Refuses exceptions that leave nothing of a block, and those of which one is about another's addresses: one of the two is a mistake. */
export function rejectOverlaps(cidr: string, except: readonly string[]): void {
  if (except.includes(cidr)) throw new Error(`cannot except "${cidr}" from itself: nothing would be left; pass smaller blocks as exceptCidrs, or leave the peer out`);
  except.forEach((block, i) => {
    const other = except.find((one, k) => k !== i && cidrContains(one, block));
    if (other !== undefined) throw new Error(`cannot except "${block}" from "${cidr}": "${other}" is excepted, too, and has these addresses; pass one of them as exceptCidrs`);
  });
}

/**
 * Where one block opens all that another one excepts, the excepted block; undefined where they agree. A block inside an exception is an opening in it that
 * somebody chose, such as one network beside the internet without the private ones.
 */
export function openedException(one: Block, other: Block): string | undefined {
  return exceptedIn(one, other) ?? exceptedIn(other, one);
}

function exceptedIn({ except = [] }: Block, { cidr, except: others = [] }: Block): string | undefined {
  return except.find((block) => cidrContains(cidr, block) && !others.some((closed) => cidrContains(closed, block)));
}
