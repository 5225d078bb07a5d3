/// From arrivals to attendance: the pure rules that kiosks and the centre share.
@NullMarked
package org.hongting.protocol.attendance;

import org.jspecify.annotations.NullMarked;
