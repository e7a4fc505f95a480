package dev.forwarded;

import java.util.ArrayList;
import java.util.List;

/** Reads {@code allowedHosts}. */
final class AllowedHostsReader {

    private AllowedHostsReader() {}

    static AllowedHosts read(String value, Mistakes mistakes) {
        List<AllowedHosts.Entry> hosts = new ArrayList<>();
        List<CidrBlock> probes = new ArrayList<>();
        boolean local = false;
        for (String word : Words.of(value)) {
            AllowedHosts.Entry entry = AllowedHosts.Entry.parse(word);
            if (word.equals("all") || word.equals("unix")) {
                mistakes.add(Setting.ALLOWED_HOSTS, word, "is no host", "write * for any host");
            } else if (word.equals("local")) {
                local = true;
            } else if (TrustList.NAMES.containsKey(word)) {
                probes.addAll(TrustList.NAMES.getOrDefault(word, List.of()));
            } else if (word.indexOf('/') >= 0) {
                addBlock(word, probes, mistakes);
            } else if (entry != null) {
                hosts.add(entry);
            } else {
                mistakes.add(
                        Setting.ALLOWED_HOSTS,
                        word,
                        "is no host",
                        "write " + Setting.ALLOWED_HOSTS.values + "; names beyond ASCII as A-labels (xn--…)");
            }
        }
        return new AllowedHosts(List.copyOf(hosts), List.copyOf(probes), local);
    }

    private static void addBlock(String word, List<CidrBlock> probes, Mistakes mistakes) {
        CidrBlock block = CidrBlock.parse(word);
        if (block == null) {
            mistakes.add(Setting.ALLOWED_HOSTS, word, "is no block", "write a CIDR block such as 10.0.0.0/8");
        } else if (CidrBlock.hasHostBits(word, block)) {
            mistakes.add(Setting.ALLOWED_HOSTS, word, "is no block: it has host bits set", "write " + block);
        } else {
            probes.add(block);
        }
    }
}
