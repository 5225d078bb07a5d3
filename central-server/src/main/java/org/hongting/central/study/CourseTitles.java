package org.hongting.central.study;

import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.port.Transaction;

/// What courses are called. Where nobody knows, by their id.
@FunctionalInterface
public interface CourseTitles {
    String title(Transaction transaction, CourseId course);
}
