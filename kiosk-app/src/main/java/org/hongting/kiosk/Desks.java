package org.hongting.kiosk;

import org.hongting.kiosk.checkin.CheckInDesk;
import org.hongting.kiosk.checkin.TouchDesk;
import org.hongting.kiosk.meeting.MeetingDesk;
import org.hongting.kiosk.meeting.RecordDesk;
import org.hongting.kiosk.member.MemberDesk;
import org.hongting.kiosk.study.GroupDesk;
import org.hongting.kiosk.study.GroupDoor;

/// The desks of one terminal: the one at the door, and those at its touch screen.
record Desks(
        CheckInDesk door,
        TouchDesk touch,
        MeetingDesk meetings,
        RecordDesk records,
        MemberDesk member,
        GroupDesk groups,
        GroupDoor groupDoor) {}
