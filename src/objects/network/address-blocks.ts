import { AddressSet } from './address-set';
import { Intervals } from './intervals';
import { formatIpAddress } from '../ip-address';

/** The fewest blocks that have exactly the addresses of an interval: each as large as its first address and what is left allow. */
function blocksOf(bits: 32 | 128, intervals: Intervals<bigint>): string[] {
  return intervals.flatMap(({ from, to }) => {
    const blocks: string[] = [];
    for (let start = from; start < to;) {
      let free = 0;
      while (free < bits && start % 2n ** BigInt(free + 1) === 0n && start + 2n ** BigInt(free + 1) <= to) free++;
      blocks.push(`${formatIpAddress({ bits, value: start })}/${bits - free}`);
      start += 2n ** BigInt(free);
    }
    return blocks;
  });
}

/** A set of addresses as blocks, IPv4 first. */
export function addressBlocks({ ipv4, ipv6 }: AddressSet): readonly string[] {
  return [...blocksOf(32, ipv4), ...blocksOf(128, ipv6)];
}
