package dev.forwarded.fuzz;

import dev.forwarded.Finding;
import dev.forwarded.ForwardedResolver;
import java.util.LinkedHashMap;
import java.util.Map;

/** Settings: a resolver, or a message fit for a terminal; what a resolver says of itself makes the same one. */
public final class SettingsFuzz {

    private SettingsFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String line : FuzzInput.lines(data)) {
            int equals = line.indexOf('=');
            settings.put(line.substring(0, Math.max(0, equals)), line.substring(equals + 1));
        }
        ForwardedResolver resolver;
        try {
            resolver = ForwardedResolver.builder().settings(settings).build();
        } catch (IllegalArgumentException refused) {
            FuzzInput.checkClean(refused.getMessage());
            return;
        }
        FuzzInput.checkClean(resolver + "\n" + resolver.summary());
        for (Finding warning : resolver.warnings()) {
            FuzzInput.checkClean(warning.toString());
        }
        ForwardedResolver again = ForwardedResolver.builder().settings(settings).build();
        FuzzInput.check(again.summary().equals(resolver.summary()), "another summary", settings);
    }
}
