package dev.forwarded;

/** The rules for the port ("Host and port" in {@code docs/rules.md}), in the order in which they are tried. */
enum PortRule {
    /** 1: the port in the forwarded host. */
    FORWARDED_HOST,
    /** 2: X-Forwarded-Port, unless it is the default port of the other scheme. */
    PORT_HEADER,
    /** 3: the default of the scheme, if a host was forwarded. */
    DEFAULT_OF_FORWARDED_HOST,
    /** 4: the port in the received Host, unless a header changed the scheme and it is the received one's default. */
    RECEIVED_HOST,
    /** 5: the default of the scheme, if a scheme was forwarded or Host has no port. */
    DEFAULT,
    /** 6: the server's own port. */
    SERVER
}
