package org.hongting.protocol;

/// Caps that hold before anything is parsed, and the windows of the wire. They are part of version 1: a peer may rely
/// on them.
public final class Limits {
    /// Bytes of one line (an envelope, a body or a document entry), without its line break. Refused at append.
    public static final int LINE_BYTES = 16 * 1024;

    /// Bytes of one MQTT payload, whatever its kind.
    public static final int MESSAGE_BYTES = 64 * 1024;

    /// Bytes of a `state` payload.
    public static final int STATE_BYTES = 1024;

    /// Bytes of a `health` payload: ten times what one has.
    public static final int HEALTH_BYTES = 16 * 1024;

    /// Bytes of document lines in one part, so that a part with its header stays below [#MESSAGE_BYTES].
    public static final int DOCUMENT_PART_BYTES = 48 * 1024;

    /// Bytes of a whole document while it is put together on a terminal.
    public static final int DOCUMENT_BYTES = 64 * 1024 * 1024;

    /// Parts of one document transfer.
    public static final int DOCUMENT_PARTS = 4096;

    /// Records in one batch.
    public static final int BATCH_RECORDS = 512;

    /// Batches sent and not yet acknowledged.
    public static final int BATCHES_IN_FLIGHT = 4;

    /// Epochs in one hello; older ones follow once these are drained.
    public static final int HELLO_EPOCHS = 64;

    /// Documents in one hello: with the most epochs and the longest names it still fits [#MESSAGE_BYTES].
    public static final int HELLO_DOCUMENTS = 128;

    /// Commands without a result that one terminal may have, and that wait on it.
    public static final int COMMANDS_OPEN = 16;

    /// Values in one configuration of a terminal.
    public static final int CONFIGURATION_VALUES = 128;

    /// Characters of a key of a configuration.
    public static final int CONFIGURATION_KEY = 48;

    /// Characters of a value of a configuration.
    public static final int CONFIGURATION_VALUE = 512;

    /// Bytes of one attachment.
    public static final int ATTACHMENT_BYTES = 2 * 1024 * 1024;

    /// Bytes of an attachment in one part on its way up.
    public static final int ATTACHMENT_PART_BYTES = 256 * 1024;

    /// Bytes of a course's manifest.
    public static final int COURSE_MANIFEST_BYTES = 4 * 1024 * 1024;

    /// Bytes of a course's file that have a hash of their own.
    public static final int COURSE_CHUNK_BYTES = 1024 * 1024;

    /// Bytes of one file of a course.
    public static final long COURSE_FILE_BYTES = 4L * 1024 * 1024 * 1024;

    /// Bytes of a course's question bank.
    public static final int QUESTION_BANK_BYTES = 4 * 1024 * 1024;

    /// Bytes of one text lesson: larger ones are more than one.
    public static final int COURSE_TEXT_BYTES = 4 * 1024 * 1024;

    /// Messages in one file that a courier carries; what is left goes with the next one.
    public static final int COURIER_MESSAGES = 8192;

    public static final int COURSE_FILES = 2000;

    public static final int COURSE_LESSONS = 500;

    private Limits() {}
}
