/**
 * Settings: what the user writes, checked at once and worked out once, so that a request finds only flags, numbers and
 * names.
 *
 * <p>In the order of reading:
 *
 * <ol>
 *   <li>{@code Setting}: the table, a row for each setting with its parser. A new setting begins here.
 *   <li>{@code Settings}: the values in force, from the user, the {@code Profile} and the defaults;
 *       {@code SettingErrors}: all that is wrong with them.
 *   <li>What rows are read into: {@code TrustList}, {@code Hops}, {@code Secret}, {@code Family}, {@code Field},
 *       {@code ForwardedHeaderNames}, {@code PrefixMode}, {@code AllowedHosts}, {@code PublicUrl},
 *       {@code HideHeaders}; {@code Words}: the words of a list.
 *   <li>{@code Plan}: what follows of all of them, with {@code HiddenHeaders}; contradictions show here.
 *   <li>{@code Planned}: how the filter gets at the plan of a resolver, and nobody else.
 * </ol>
 *
 * <p>It may depend on {@code dev.forwarded.internal.http} and the JDK alone, and is not exported.
 */
@NullMarked
package dev.forwarded.internal.settings;

import org.jspecify.annotations.NullMarked;
