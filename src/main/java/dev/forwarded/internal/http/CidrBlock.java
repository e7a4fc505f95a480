package dev.forwarded.internal.http;

import org.jspecify.annotations.Nullable;

/**
 * A CIDR block (RFC 4632, RFC 4291 section 2.3). An IPv4 address lies in IPv4 blocks only, whatever IPv6 block its
 * IPv4-mapped form would lie in.
 *
 * @param base the lowest address of the block
 * @param bits the length of the network part, counted in the 128-bit form
 */
public record CidrBlock(IpAddress base, int bits) {

    private static final int V4_OFFSET = 96;

    /** A block or a single address; host bits that are set are cleared, see {@link #hasHostBits}. */
    public static @Nullable CidrBlock parse(String text) {
        int slash = text.indexOf('/');
        IpAddress base = IpAddress.parse(text, 0, slash < 0 ? text.length() : slash);
        if (base == null) {
            return null;
        }
        int bits = slash < 0 ? 128 : prefixLength(text, slash + 1, base, text.lastIndexOf(':') < 0);
        return bits < 0 ? null : new CidrBlock(masked(base, bits), bits);
    }

    private static int prefixLength(String text, int pos, IpAddress base, boolean dotted) {
        int length = Ascii.port(text, pos, text.length());
        boolean leadingZero = text.length() - pos > 1 && text.charAt(pos) == '0';
        if (length < 0 || leadingZero) {
            return -1;
        }
        int bits = dotted ? length + V4_OFFSET : length;
        return bits > 128 || base.isV4() && bits < V4_OFFSET ? -1 : bits;
    }

    /** Whether the text names a block by an address that is not its first. */
    public static boolean hasHostBits(String text, CidrBlock block) {
        int slash = text.indexOf('/');
        return slash >= 0 && !block.base.equals(IpAddress.parse(text, 0, slash));
    }

    private static IpAddress masked(IpAddress address, int bits) {
        return new IpAddress(address.high() & highMask(bits), address.low() & lowMask(bits));
    }

    private static long highMask(int bits) {
        return bits == 0 ? 0 : bits >= 64 ? -1 : -1L << 64 - bits;
    }

    private static long lowMask(int bits) {
        return bits <= 64 ? 0 : -1L << 128 - bits;
    }

    /** Whether it is a block of IPv4 addresses. */
    public boolean isV4() {
        return base.isV4();
    }

    /** A block of prefix length zero: everybody, of either IP version. */
    public boolean isEverybody() {
        return bits == 0 || isV4() && bits == V4_OFFSET;
    }

    /** Wider than /8 (IPv4) or /16 (IPv6): more than any one operator has. */
    public boolean isWide() {
        return bits < (isV4() ? V4_OFFSET + 8 : 16);
    }

    /** Whether it holds an address. */
    public boolean contains(IpAddress address) {
        return contains(address.high(), address.low());
    }

    /** Whether it holds the address with these bits, an IPv4 address in its IPv4-mapped form. */
    public boolean contains(long high, long low) {
        return IpAddress.isV4(high, low) == isV4()
                && (high & highMask(bits)) == base.high()
                && (low & lowMask(bits)) == base.low();
    }

    @Override
    public String toString() {
        int length = isV4() ? bits - V4_OFFSET : bits;
        return base + "/" + length;
    }
}
