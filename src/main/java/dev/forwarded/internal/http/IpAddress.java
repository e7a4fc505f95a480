package dev.forwarded.internal.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * An IP address. IPv4 is held as its IPv4-mapped form, so {@code ::ffff:192.0.2.1} and {@code 192.0.2.1} are equal
 * (RFC 4291 section 2.5.5.2); nothing else is unfolded.
 *
 * <p>Accepted: four decimal octets without leading zeros, and every IPv6 text form of RFC 4291 section 2.2. Refused:
 * short forms, hexadecimal or octal octets, zones, brackets, names.
 *
 * @param high the upper 64 bits
 * @param low the lower 64 bits
 */
public record IpAddress(long high, long low) {

    /** The bits above an IPv4 address in its IPv4-mapped form. */
    static final long MAPPED = 0xffffL << 32;

    private static final int GROUPS = 8;

    /** The address that the text is; null if it is none. */
    public static @Nullable IpAddress parse(String text) {
        return parse(text, 0, text.length());
    }

    /** The address that {@code text[pos, limit)} is; null if it is none. */
    public static @Nullable IpAddress parse(String text, int pos, int limit) {
        long v4 = parseV4(text, pos, limit);
        return v4 >= 0 ? v4(v4) : parseV6(text, pos, limit);
    }

    /** The IPv4 address with these 32 bits. */
    public static IpAddress v4(long bits) {
        return new IpAddress(0, MAPPED | bits);
    }

    /** The 32 bits of the IPv4 address in {@code text[pos, limit)}, or -1. */
    public static long parseV4(String text, int pos, int limit) {
        long bits = 0;
        int i = pos;
        for (int octets = 0; octets < 4; octets++) {
            if (octets > 0 && (i >= limit || text.charAt(i++) != '.')) {
                return -1;
            }
            int start = i;
            int octet = 0;
            while (i < limit && i - start < 3 && Ascii.isDigit(text.charAt(i))) {
                octet = octet * 10 + (text.charAt(i++) - '0');
            }
            boolean leadingZero = i - start > 1 && text.charAt(start) == '0';
            if (i == start || leadingZero || octet > 255) {
                return -1;
            }
            bits = bits << 8 | octet;
        }
        return i == limit ? bits : -1;
    }

    /** The address in IPv6 text form in {@code text[pos, limit)}; null if it is none. */
    static @Nullable IpAddress parseV6(String text, int pos, int limit) {
        return new Groups(text, pos, limit).address();
    }

    /** The groups of 16 bits of an IPv6 address, read once from the left. */
    private static final class Groups {

        private final String text;
        private final int limit;
        private int pos;
        private long high;
        private long low;
        private int count;

        /** How many groups stand before {@code ::}; -1 without one. */
        private int gap = -1;

        Groups(String text, int pos, int limit) {
            this.text = text;
            this.pos = pos;
            this.limit = limit;
        }

        @Nullable
        IpAddress address() {
            while (pos < limit) {
                boolean isRead = text.charAt(pos) == ':' ? doubleColon() : group() && colon();
                if (!isRead) {
                    return null;
                }
            }
            if (gap < 0) {
                return count == GROUPS ? new IpAddress(high, low) : null;
            }
            return count < GROUPS ? filled() : null;
        }

        private boolean doubleColon() {
            if (gap >= 0 || pos + 1 == limit || text.charAt(pos + 1) != ':') {
                return false;
            }
            gap = count;
            pos += 2;
            return true;
        }

        /** One to four hexadecimal digits, or at the end an IPv4 address for the last two groups. */
        private boolean group() {
            int start = pos;
            int group = 0;
            int digit = Ascii.hex(text.charAt(pos));
            while (digit >= 0 && pos - start < 4) {
                group = group << 4 | digit;
                digit = ++pos < limit ? Ascii.hex(text.charAt(pos)) : -1;
            }
            return pos < limit && text.charAt(pos) == '.' ? v4(start) : pos > start && push(group);
        }

        private boolean v4(int start) {
            long bits = parseV4(text, start, limit);
            pos = limit;
            return bits >= 0 && push((int) (bits >>> 16)) && push((int) (bits & 0xffff));
        }

        /** Moves behind the colon between two groups, and not into a double one. */
        private boolean colon() {
            if (pos == limit) {
                return true;
            }
            boolean isFollowed = text.charAt(pos) == ':' && pos + 1 < limit;
            pos += isFollowed && text.charAt(pos + 1) != ':' ? 1 : 0;
            return isFollowed;
        }

        private boolean push(int group) {
            high = high << 16 | low >>> 48;
            low = low << 16 | group;
            return ++count <= GROUPS;
        }

        /** With as many groups of zeros for {@code ::} as are missing. */
        private IpAddress filled() {
            int behind = 16 * (count - gap);
            long highBehind = behind > 64 ? high & (1L << behind - 64) - 1 : 0;
            long lowBehind = behind >= 64 ? low : low & (1L << behind) - 1;
            high ^= highBehind;
            low ^= lowBehind;
            while (count < GROUPS) {
                push(0);
            }
            return new IpAddress(high | highBehind, low | lowBehind);
        }
    }

    /** Whether it is an IPv4 address. */
    public boolean isV4() {
        return isV4(high, low);
    }

    /** Whether these bits are an IPv4 address in its IPv4-mapped form. */
    public static boolean isV4(long high, long low) {
        return high == 0 && low >>> 32 == 0xffff;
    }

    /** The same address as the JDK has it; nothing is looked up. */
    public InetAddress toInetAddress() {
        ByteBuffer bytes = ByteBuffer.allocate(isV4() ? Integer.BYTES : 2 * Long.BYTES);
        byte[] raw = (isV4() ? bytes.putInt((int) low) : bytes.putLong(high).putLong(low)).array();
        try {
            return InetAddress.getByAddress(raw);
        } catch (UnknownHostException wrongLength) {
            throw new IllegalStateException(wrongLength);
        }
    }

    /** Whether it lies in fe80::/10 (RFC 4291 section 2.5.6). */
    boolean isLinkLocalV6() {
        return high >>> 54 == 0xfe80 >>> 6;
    }

    private int group(int index) {
        long half = index < 4 ? high : low;
        return (int) (half >>> 48 - 16 * (index & 3)) & 0xffff;
    }

    /** The text of RFC 5952; an IPv4-mapped address as IPv4; never brackets. */
    @Override
    public String toString() {
        return isV4() ? v4Text() : v6Text();
    }

    private String v4Text() {
        return (low >>> 24 & 0xff) + "." + (low >>> 16 & 0xff) + "." + (low >>> 8 & 0xff) + "." + (low & 0xff);
    }

    private String v6Text() {
        int gap = -1;
        int gapLength = 1;
        for (int i = 0, zeros = 0; i < GROUPS; i++) {
            zeros = group(i) == 0 ? zeros + 1 : 0;
            if (zeros > gapLength) {
                gapLength = zeros;
                gap = i + 1 - zeros;
            }
        }
        StringBuilder text = new StringBuilder(39);
        for (int i = 0; i < GROUPS; i++) {
            if (i == gap) {
                text.append("::");
                i += gapLength - 1;
            } else {
                text.append(i == 0 || i == gap + gapLength ? "" : ":");
                appendHex(text, group(i));
            }
        }
        return text.toString();
    }

    private static void appendHex(StringBuilder text, int group) {
        int shift = 12;
        while (shift > 0 && group >>> shift == 0) {
            shift -= 4;
        }
        for (; shift >= 0; shift -= 4) {
            text.append(Character.forDigit(group >>> shift & 0xf, 16));
        }
    }
}
