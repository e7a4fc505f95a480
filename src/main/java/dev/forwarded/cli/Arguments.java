package dev.forwarded.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The words of a command line, in any order.
 *
 * @param command what to do
 * @param json whether the answer is for machines
 * @param settings the settings, those of a file first
 * @param connection what is known of the connection
 * @param changes settings, or facts of the connection, to compare with
 */
record Arguments(
        String command,
        boolean json,
        Map<String, Given> settings,
        Map<String, String> connection,
        Map<String, String> changes) {

    private static final List<String> COMMANDS = List.of("explain", "check", "help", "version");

    static Arguments of(String... words) {
        return new Parser(words).arguments();
    }

    private static final class Parser {

        private final Deque<String> words = new ArrayDeque<>();
        private final Map<String, Given> settings = new LinkedHashMap<>();
        private final Map<String, String> written = new LinkedHashMap<>();
        private final Map<String, String> connection = new LinkedHashMap<>();
        private final Map<String, String> changes = new LinkedHashMap<>();
        private String command = "";
        private boolean json;
        private boolean hasFile;

        Parser(String... words) {
            this.words.addAll(List.of(words));
        }

        Arguments arguments() {
            while (!words.isEmpty()) {
                word(words.remove());
            }
            if (command.isEmpty()) {
                throw CommandException.usage("what is to be done?");
            }
            written.forEach((key, value) -> settings.put(key, new Given(value, "")));
            return new Arguments(command, json, settings, connection, changes);
        }

        private void word(String word) {
            int equals = word.indexOf('=');
            if (word.startsWith("-")) {
                option(equals < 0 ? word : word.substring(0, equals), equals < 0 ? "" : word.substring(equals + 1));
            } else if (equals > 0) {
                String key = word.substring(0, equals);
                put(Connection.KEYS.contains(key) ? connection : written, key, word.substring(equals + 1));
            } else {
                command(word);
            }
        }

        private void command(String word) {
            if (!COMMANDS.contains(word)) {
                throw CommandException.usage(Printable.quoted(word)
                        + " is no command and no key=value; the commands are " + String.join(", ", COMMANDS));
            }
            if (!command.isEmpty()) {
                throw CommandException.usage("two commands: " + command + " and " + word);
            }
            command = word;
        }

        private void option(String option, String value) {
            switch (option) {
                case "--json" -> json = true;
                case "--help", "-h" -> command = "help";
                case "--version" -> command = "version";
                case "--settings" -> file(value.isEmpty() ? operand(option) : value);
                case "--diff" -> change(value.isEmpty() ? operand(option) : value);
                default -> throw CommandException.usage(Printable.quoted(option) + " is no option");
            }
        }

        private String operand(String option) {
            String operand = words.poll();
            if (operand == null || operand.startsWith("--")) {
                throw CommandException.usage(option + " needs a value");
            }
            return operand;
        }

        private void file(String file) {
            if (hasFile) {
                throw CommandException.usage("--settings can be given once");
            }
            hasFile = true;
            settings.putAll(SettingsFile.read(file));
        }

        private void change(String change) {
            int equals = change.indexOf('=');
            if (equals <= 0) {
                throw CommandException.usage("--diff needs key=value, not " + Printable.quoted(change));
            }
            put(changes, change.substring(0, equals), change.substring(equals + 1));
        }

        private static void put(Map<String, String> map, String key, String value) {
            if (map.put(key, value) != null) {
                throw CommandException.usage(Printable.of(key) + " is given twice");
            }
        }
    }
}
