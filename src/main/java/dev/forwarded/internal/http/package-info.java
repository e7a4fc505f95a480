/**
 * Values and grammar: text of a request or of a setting becomes a value that is legal, or nothing. No opinion on whom
 * to trust.
 *
 * <p>In the order of reading:
 *
 * <ol>
 *   <li>{@code Ascii}, {@code UriText}: characters, numbers and white space, by position in a text.
 *   <li>{@code IpAddress}, {@code CidrBlock}, {@code AddressRanges}, {@code PeerAddress}: addresses and sets of them.
 *   <li>{@code Host}, {@code Authority}, {@code Scheme}, {@code PathPrefix}: the parts of a URL.
 *   <li>{@code Node}: one end of a proxy crossing.
 *   <li>{@code HeaderLines}, {@code HeaderList}: the lines of a header, and their values from the right.
 *   <li>{@code ForwardedElements}, {@code ForwardedElement}: the same for the header of RFC 7239.
 *   <li>{@code Printable}: a value of a request, as it may stand in a sentence.
 *   <li>{@code Outgoing}: text on its way into a log or onto a terminal.
 * </ol>
 *
 * <p>It depends on the JDK alone, and is not exported. Parsers take {@code (text, pos, limit)} and run in linear time.
 */
@NullMarked
package dev.forwarded.internal.http;

import org.jspecify.annotations.NullMarked;
