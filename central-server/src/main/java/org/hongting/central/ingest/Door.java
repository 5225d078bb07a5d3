package org.hongting.central.ingest;

import org.hongting.protocol.Words;

/// Where something from outside comes in and may be refused, besides the messages of enrolled terminals.
public enum Door {
    /// To the broker, with a certificate that names no terminal of ours, or in a way that no terminal speaks.
    CONNECTION,
    CLAIM,
    /// How a terminal stands, and a fresh certificate.
    IDENTITY,
    /// Machines that have no ticket.
    PAIRING,
    /// Parts of attachments that no enrolled terminal can have sent.
    ATTACHMENT,
    /// Files of courses, and reports about them, as for attachments.
    COURSE_FILE,
    ENROLMENT,
    /// Questions of enrolled phones.
    PHONE,
    KIOSK_CODE,
    /// Lists of members and meetings.
    LIST,
    /// Courses and question banks.
    COURSE;

    public String word() {
        return Words.of(this);
    }
}
