/// The touch screen: one page at a time, which somebody opens, and which is wiped when nobody is there any more.
///
/// [TouchViewModel] holds the [TouchPage] and its time, and asks the desk by a [TouchLine]; [TouchPane] draws it.
@NullMarked
package org.hongting.kiosk.screen.touch;

import org.jspecify.annotations.NullMarked;
