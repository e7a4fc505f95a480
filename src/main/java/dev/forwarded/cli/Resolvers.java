package dev.forwarded.cli;

import dev.forwarded.ForwardedResolver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Builds resolvers; what the library has against the settings is said with the file and line that hold them. */
final class Resolvers {

    private Resolvers() {}

    static ForwardedResolver build(Map<String, Given> settings) {
        ForwardedResolver.Builder builder = ForwardedResolver.builder();
        settings.forEach((key, given) -> builder.set(key, given.value()));
        try {
            return builder.build();
        } catch (IllegalArgumentException mistakes) {
            List<String> lines = new ArrayList<>();
            String.valueOf(mistakes.getMessage()).lines().forEach(line -> lines.add(place(line, settings) + line));
            throw new CommandException(String.join(System.lineSeparator(), lines));
        }
    }

    /** The place of the setting with which a message begins; empty if it is the command line. */
    private static String place(String message, Map<String, Given> settings) {
        for (Map.Entry<String, Given> setting : settings.entrySet()) {
            String place = setting.getValue().place();
            if (!place.isEmpty() && message.startsWith(Printable.of(setting.getKey()) + ":")) {
                return place + ": ";
            }
        }
        return "";
    }
}
