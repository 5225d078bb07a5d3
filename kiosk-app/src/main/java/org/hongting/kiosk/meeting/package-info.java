/// The on-site record of a meeting: its template, the draft that survives a power cut, and the finished record with
/// votes and photographs. Knows no screen.
@NullMarked
package org.hongting.kiosk.meeting;

import org.jspecify.annotations.NullMarked;
