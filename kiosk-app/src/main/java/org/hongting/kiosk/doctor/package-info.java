/// What this machine lacks for a kiosk, and what to do about it.
@NullMarked
package org.hongting.kiosk.doctor;

import org.jspecify.annotations.NullMarked;
