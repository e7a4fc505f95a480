package dev.forwarded;

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

    /** What is the case. */
    private final String sentence;

    /** What helps. */
    private final String fix;

    RejectedRequestException(Finding finding) {
        super(null, null, false, false);
        id = finding.id();
        sentence = finding.sentence();
        fix = finding.fix();
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
     * Why the request was rejected. For logs only: it may quote the request. It is not serialised with the exception.
     *
     * @return the reason, with the fix
     */
    public Finding finding() {
        return new Finding(id, sentence, fix);
    }
}
