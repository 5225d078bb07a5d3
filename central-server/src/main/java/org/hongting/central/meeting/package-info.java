/// Meetings, who is expected, what arrived and what that comes to.
@NullMarked
package org.hongting.central.meeting;

import org.jspecify.annotations.NullMarked;
