package org.hongting.central.course.sentence;

import java.io.Serial;
import org.hongting.protocol.course.RefusedCourse;

/// A course that is refused here, with a sentence that every reader understands.
public final class Refusal extends RefusedCourse {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Said said;

    public Refusal(Reason reason, Said said) {
        super(reason, said.toString());
        this.said = said;
    }

    public Refusal(Reason reason, Said said, Throwable cause) {
        super(reason, said.toString(), cause);
        this.said = said;
    }

    /// What is said of any refusal. Those of the protocol's own speak English alone: their reasons are put into words.
    public static Said said(RefusedCourse refused) {
        return refused instanceof Refusal refusal ? refusal.said : ofPackage(refused);
    }

    private static Said ofPackage(RefusedCourse refused) {
        String file = refused.file();
        return switch (refused.reason()) {
            case TOO_LARGE -> Said.of(Sentence.PACKAGE_LARGE);
            case WRONG_SIGNATURE -> Said.of(Sentence.PACKAGE_FOREIGN);
            case WRONG_CONTENT -> Said.of(Sentence.PACKAGE_WRONG, file);
            case UNKNOWN_FILE -> Said.of(Sentence.PACKAGE_UNKNOWN_FILE);
            case MISSING_FILE -> Said.of(Sentence.PACKAGE_LACKS, file);
            case EXPIRED -> Said.of(Sentence.COURSE_EXPIRED);
            case NO_ROOM -> Said.of(Sentence.UPLOAD_NO_ROOM);
            case MALFORMED, OLDER_EDITION, UNKNOWN_FORMAT, ENCRYPTED, BROKEN -> Said.of(Sentence.PACKAGE_MALFORMED);
        };
    }
}
