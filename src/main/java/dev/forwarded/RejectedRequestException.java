package dev.forwarded;

import java.io.Serializable;
import java.util.function.Supplier;

/**
 * A request that is answered with 400 instead of being served. It is thrown by
 * {@link ForwardedResolver#resolve(ReceivedRequest)}, and the value that
 * {@link ForwardedResolver#decide(ReceivedRequest)} gives in its place. It has no stack trace, and its message is for
 * logs only: it may quote the request, cut and cleaned.
 *
 * @since 1.0.0
 */
public final class RejectedRequestException extends RuntimeException implements Decision {

    private static final long serialVersionUID = 1;

    /** The status of every rejection: Bad Request (RFC 9110 section 15.5.1). */
    public static final int STATUS = 400;

    /** The id of the finding. */
    private final String id;

    /** How the finding becomes text. */
    private final transient Supplier<Finding> finding;

    RejectedRequestException(FindingCase reason) {
        this(reason.id(), reason::finding);
    }

    private RejectedRequestException(String id, Supplier<Finding> finding) {
        super(null, null, false, false);
        this.id = id;
        this.finding = finding;
    }

    /** {@return the finding in one line} */
    @Override
    public String getMessage() {
        return finding().toString();
    }

    /**
     * The HTTP status to answer with.
     *
     * @return {@value #STATUS}
     */
    public int status() {
        return STATUS;
    }

    /**
     * The stable id of the finding, for counters. Unlike {@link #finding()} it costs no text.
     *
     * @return an id, for example {@code invalid-value}
     */
    public String id() {
        return id;
    }

    /**
     * Why the request was rejected. For logs only: it may quote the request. It becomes text with every call.
     *
     * @return the reason, with the fix
     */
    public Finding finding() {
        return finding.get();
    }

    /** The finding as text. */
    private record Written(String id, String sentence, String fix) implements Serializable {

        private Object readResolve() {
            return new RejectedRequestException(id, () -> new Finding(id, sentence, fix));
        }
    }

    /** {@return the text, which is serialised in the place of what could make it} */
    private Object writeReplace() {
        Finding said = finding();
        return new Written(said.id(), said.sentence(), said.fix());
    }
}
