package org.hongting.central.console;

import org.hongting.central.request.AttendanceRequests;
import org.hongting.protocol.port.Database;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/// Tells pages about meetings how many requests wait for an answer.
@ControllerAdvice(assignableTypes = {MeetingController.class, TodayController.class})
class RequestCount {
    private final AttendanceRequests requests;
    private final Database database;

    RequestCount(AttendanceRequests requests, Database database) {
        this.requests = requests;
        this.database = database;
    }

    @ModelAttribute("openRequests")
    long openRequests() {
        return database.reading(requests::countOpen);
    }
}
