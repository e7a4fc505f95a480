package dev.forwarded;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads {@code trustedProxies}. */
final class TrustListReader {

    private final Mistakes mistakes;
    private final List<CidrBlock> blocks = new ArrayList<>();
    private final Set<String> identifiers = new HashSet<>();
    private boolean unix;
    private boolean everybody;

    private TrustListReader(Mistakes mistakes) {
        this.mistakes = mistakes;
    }

    static TrustList read(String value, Mistakes mistakes) {
        TrustListReader reader = new TrustListReader(mistakes);
        Words.of(value).forEach(reader::add);
        reader.check(value);
        return new TrustList(List.copyOf(reader.blocks), Set.copyOf(reader.identifiers), reader.unix, reader.everybody);
    }

    private void add(String word) {
        if (word.equals("all")) {
            everybody = true;
        } else if (word.equals("unix")) {
            unix = true;
        } else if (TrustList.NAMES.containsKey(word)) {
            blocks.addAll(TrustList.NAMES.getOrDefault(word, List.of()));
        } else if (Node.isObfuscated(word, 0, word.length())) {
            identifiers.add(word);
        } else {
            addBlock(word);
        }
    }

    private void addBlock(String word) {
        CidrBlock block = CidrBlock.parse(word);
        if (block == null) {
            mistakes.add(
                    Setting.TRUSTED_PROXIES,
                    word,
                    "is no address, block or trust name",
                    "write " + Setting.TRUSTED_PROXIES.values + "; host names are never looked up");
        } else if (CidrBlock.hasHostBits(word, block)) {
            mistakes.add(Setting.TRUSTED_PROXIES, word, "is no block: it has host bits set", "write " + block);
        } else {
            blocks.add(block);
            everybody |= block.isEverybody();
        }
    }

    private void check(String value) {
        if (!identifiers.isEmpty() && blocks.isEmpty() && !unix && !everybody) {
            mistakes.add(
                    Setting.TRUSTED_PROXIES,
                    value,
                    "names only identifiers, which no peer can be",
                    "add the address of the proxy that is the peer");
        }
    }
}
