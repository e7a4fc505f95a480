package dev.forwarded.servlet;

import java.util.List;
import java.util.Map;

/** A part of an account as it is given to programs: reads the maps and lists that it is made of. */
record Account(Map<?, ?> values) {

    boolean has(String key) {
        return values.get(key) != null;
    }

    String text(String key) {
        return String.valueOf(values.get(key));
    }

    boolean is(String key) {
        return Boolean.TRUE.equals(values.get(key));
    }

    /** A part; an empty one if there is none. */
    Account part(String key) {
        return new Account(values.get(key) instanceof Map<?, ?> part ? part : Map.of());
    }

    /** The parts of a list. */
    List<Account> parts(String key) {
        List<?> parts = values.get(key) instanceof List<?> list ? list : List.of();
        return parts.stream()
                .map(part -> new Account(part instanceof Map<?, ?> map ? map : Map.of()))
                .toList();
    }
}
