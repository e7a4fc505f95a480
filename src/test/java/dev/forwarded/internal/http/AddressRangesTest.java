package dev.forwarded.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A set of blocks holds what one of its blocks holds. */
final class AddressRangesTest {

    private static List<CidrBlock> blocks(String... texts) {
        return Stream.of(texts).map(CidrBlock::parse).toList();
    }

    @Test
    void it_holds_what_one_of_ten_thousand_blocks_holds() {
        SplittableRandom random = new SplittableRandom(7);
        List<CidrBlock> blocks = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            blocks.add(CidrBlock.parse(address(random, i % 2 == 0) + "/" + (8 + random.nextInt(25))));
        }
        AddressRanges ranges = new AddressRanges(blocks);
        int held = 0;
        for (int i = 0; i < 4_000; i++) {
            CidrBlock near = blocks.get(random.nextInt(blocks.size()));
            IpAddress address = i % 3 == 0 ? near.base() : IpAddress.parse(address(random, i % 2 == 0));
            boolean expected = blocks.stream().anyMatch(block -> block.contains(address));
            assertThat(ranges.contains(address.high(), address.low()))
                    .as("%s", address)
                    .isEqualTo(expected);
            held += expected ? 1 : 0;
        }
        assertThat(held).isBetween(1_000, 3_999);
    }

    private static String address(SplittableRandom random, boolean isV4) {
        return isV4
                ? String.join(
                        ".",
                        IntStream.range(0, 4)
                                .mapToObj(i -> "" + random.nextInt(256))
                                .toList())
                : String.join(
                        ":",
                        IntStream.range(0, 8)
                                .mapToObj(i -> Integer.toHexString(random.nextInt(65536)))
                                .toList());
    }

    @ParameterizedTest(name = "{0} covers all: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "0.0.0.0/1,128.0.0.0/1 | true",
                "128.0.0.0/1,0.0.0.0/2,64.0.0.0/2 | true",
                "0.0.0.0/1,128.0.0.0/2 | false",
                "::/1,8000::/1 | true",
                "::/1,8000::/2,c000::/2,c000::/8 | true",
                "::/1,8000::/2 | false",
                "10.0.0.0/8,10.1.0.0/16 | false",
                "0.0.0.0/0 | true",
            })
    void a_list_may_cover_everybody_in_parts(String list, boolean all) {
        assertThat(new AddressRanges(blocks(list.split(","))).coversAll()).isEqualTo(all);
    }
}
