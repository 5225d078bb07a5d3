/// What a terminal can tell the program that started it, one line of JSON for each event: for the demo, for tests and
/// for whoever looks after a terminal on a bench. Off unless asked for at launch.
@NullMarked
package org.hongting.kiosk.event;

import org.jspecify.annotations.NullMarked;
