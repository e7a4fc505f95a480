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

    private static @Nullable IpAddress parseV6(String text, int pos, int limit) {
        int gap = gap(text, pos, limit);
        if (gap < 0) {
            Groups all = Groups.parse(text, pos, limit);
            return all != null && all.count == GROUPS ? new IpAddress(all.high, all.low) : null;
        }
        Groups before = Groups.parse(text, pos, gap);
        Groups after = Groups.parse(text, gap + 2, limit);
        if (before == null || after == null || before.endsInV4 || before.count + after.count >= GROUPS) {
            return null;
        }
        return before.shiftedLeft(GROUPS - before.count).or(after);
    }

    /** Where {@code ::} begins, or -1. */
    private static int gap(String text, int pos, int limit) {
        for (int i = pos; i + 1 < limit; i++) {
            if (text.charAt(i) == ':' && text.charAt(i + 1) == ':') {
                return i;
            }
        }
        return -1;
    }

    /** Groups of 16 bits, right-aligned: one side of a {@code ::}, or all eight. */
    private static final class Groups {

        private long high;
        private long low;
        private int count;
        private boolean endsInV4;

        static @Nullable Groups parse(String text, int pos, int limit) {
            Groups groups = new Groups();
            int i = pos;
            while (i < limit) {
                int end = endOfGroup(text, i, limit);
                if (!groups.add(text, i, end, limit) || end == limit - 1) {
                    return null;
                }
                i = end + 1;
            }
            return groups;
        }

        private static int endOfGroup(String text, int pos, int limit) {
            int i = pos;
            while (i < limit && text.charAt(i) != ':') {
                i++;
            }
            return i;
        }

        private boolean add(String text, int pos, int end, int limit) {
            int group = group(text, pos, end);
            if (group >= 0) {
                return push(group);
            }
            long v4 = end == limit ? parseV4(text, pos, end) : -1;
            endsInV4 = v4 >= 0;
            return endsInV4 && push((int) (v4 >>> 16)) && push((int) (v4 & 0xffff));
        }

        private static int group(String text, int pos, int end) {
            if (end == pos || end - pos > 4) {
                return -1;
            }
            int value = 0;
            for (int i = pos; i < end; i++) {
                int digit = Ascii.hex(text.charAt(i));
                if (digit < 0) {
                    return -1;
                }
                value = value << 4 | digit;
            }
            return value;
        }

        private boolean push(int group) {
            high = high << 16 | low >>> 48;
            low = low << 16 | group;
            return ++count <= GROUPS;
        }

        private Groups shiftedLeft(int groups) {
            for (int i = 0; i < groups; i++) {
                high = high << 16 | low >>> 48;
                low <<= 16;
            }
            return this;
        }

        private IpAddress or(Groups other) {
            return new IpAddress(high | other.high, low | other.low);
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
        int gap = longestZeroRun();
        int gapEnd = gap < 0 ? -1 : gap + zeroRun(gap);
        StringBuilder text = new StringBuilder(39);
        for (int i = 0; i < GROUPS; i++) {
            if (i == gap) {
                text.append("::");
                i = gapEnd - 1;
                continue;
            }
            if (i > 0 && i != gapEnd) {
                text.append(':');
            }
            text.append(Integer.toHexString(group(i)));
        }
        return text.toString();
    }

    /** The first longest run of at least two zero groups (RFC 5952 section 4.2), or -1. */
    private int longestZeroRun() {
        int best = -1;
        int length = 1;
        for (int i = 0; i < GROUPS; i++) {
            if (zeroRun(i) > length) {
                best = i;
                length = zeroRun(i);
            }
        }
        return best;
    }

    private int zeroRun(int start) {
        int i = start;
        while (i < GROUPS && group(i) == 0) {
            i++;
        }
        return i - start;
    }
}
