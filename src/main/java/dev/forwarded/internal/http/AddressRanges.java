package dev.forwarded.internal.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A set of addresses made of CIDR blocks. Two blocks lie apart or one in the other, so what is kept are the outermost
 * ones, sorted: a look-up is a binary search, however long the list is. Immutable.
 */
public final class AddressRanges {

    private static final Comparator<CidrBlock> OUTERMOST_FIRST = Comparator.comparing(
                    (CidrBlock block) -> block.base().high(), Long::compareUnsigned)
            .thenComparing(block -> block.base().low(), Long::compareUnsigned)
            .thenComparing(CidrBlock::bits);

    /** IPv4 blocks by their 32 bits: the lowest and the highest address of each. */
    private final long[] v4First;

    private final long[] v4Last;
    private final CidrBlock[] v6;

    /**
     * @param blocks in any order, overlapping or not
     */
    public AddressRanges(List<CidrBlock> blocks) {
        List<CidrBlock> v4 = outermost(blocks.stream().filter(CidrBlock::isV4).toList());
        v4First = v4.stream()
                .mapToLong(block -> block.base().low() & 0xffff_ffffL)
                .toArray();
        v4Last = v4.stream()
                .mapToLong(block -> (block.base().low() & 0xffff_ffffL) + (1L << 128 - block.bits()) - 1)
                .toArray();
        v6 = outermost(blocks.stream().filter(block -> !block.isV4()).toList()).toArray(CidrBlock[]::new);
    }

    private static List<CidrBlock> outermost(List<CidrBlock> blocks) {
        List<CidrBlock> kept = new ArrayList<>();
        for (CidrBlock block : blocks.stream().sorted(OUTERMOST_FIRST).toList()) {
            if (kept.isEmpty() || !kept.get(kept.size() - 1).contains(block.base())) {
                kept.add(block);
            }
        }
        return kept;
    }

    /** Whether the IPv4 address with these 32 bits is in the set. */
    public boolean containsV4(long bits) {
        int found = Arrays.binarySearch(v4First, bits);
        int at = found >= 0 ? found : -found - 2;
        return at >= 0 && bits <= v4Last[at];
    }

    /** Whether the address with these bits is in the set; IPv4 in its IPv4-mapped form. */
    public boolean contains(long high, long low) {
        return IpAddress.isV4(high, low) ? containsV4(low & 0xffff_ffffL) : containsV6(high, low);
    }

    /** Whether the blocks, taken together, hold every address of one IP version. */
    public boolean coversAll() {
        return coversV4() || coversV6();
    }

    private boolean coversV4() {
        long next = 0;
        for (int i = 0; i < v4First.length && v4First[i] == next; i++) {
            next = v4Last[i] + 1;
        }
        return next == 1L << 32;
    }

    /** The blocks in order leave no gap if their sizes, in parts of the whole, add up to it: none overlap. */
    private boolean coversV6() {
        double share = 0;
        for (CidrBlock block : v6) {
            share += Math.scalb(1.0, -block.bits());
        }
        return share == 1;
    }

    private boolean containsV6(long high, long low) {
        int at = 0;
        int end = v6.length;
        while (at < end) {
            int middle = at + end >>> 1;
            if (isAbove(v6[middle].base(), high, low)) {
                end = middle;
            } else {
                at = middle + 1;
            }
        }
        return at > 0 && v6[at - 1].contains(high, low);
    }

    private static boolean isAbove(IpAddress address, long high, long low) {
        int order = Long.compareUnsigned(address.high(), high);
        return order > 0 || order == 0 && Long.compareUnsigned(address.low(), low) > 0;
    }
}
