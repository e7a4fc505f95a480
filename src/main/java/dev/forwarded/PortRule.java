package dev.forwarded;

/** The rules for the port ("Host and port" in {@code docs/rules.md}), in the order in which they are tried. */
enum PortRule {
    /** 1: the port in the forwarded host. */
    FORWARDED_HOST,
    /** 2: X-Forwarded-Port, unless it is the default port of the other scheme. */
    PORT_HEADER,
    /** 3: the host was forwarded without a port: the default of the scheme. */
    DEFAULT_OF_FORWARDED_HOST,
    /** 4: the port in the received Host, unless a header changed the scheme that it belongs to. */
    RECEIVED_HOST,
    /** 5: a scheme was forwarded, or there is a Host without a port: the default of the scheme. */
    DEFAULT,
    /** 6: the server's own port. */
    SERVER
}
