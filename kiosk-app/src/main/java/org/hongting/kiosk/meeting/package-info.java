/// Meetings run at the kiosk by somebody in charge: opened, closed, guests let in; and the on-site record, with its
/// template, the draft that survives a power cut, votes and photographs. Knows no screen.
@NullMarked
package org.hongting.kiosk.meeting;

import org.jspecify.annotations.NullMarked;
